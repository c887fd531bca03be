package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code partition.metadata} in a partition's directory: the id of its topic. */
final class PartitionMetadata {
    static final String FILE = "partition.metadata";
    private static final Logger LOG = LoggerFactory.getLogger(PartitionMetadata.class);

    private PartitionMetadata() {}

    /** {@link Uuid#ZERO} when there is none, or what there is was torn: it is not forced. */
    static Uuid read(Disk disk, Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!disk.exists(file)) return Uuid.ZERO;
        String text = new String(disk.read(file), StandardCharsets.UTF_8);
        try {
            return parse(text, file);
        } catch (LogFailure e) {
            // Apache Kafka writes no last line's end either, but then the line is whole.
            if (text.endsWith("\n")) throw e;
            LOG.warn("{}; the controller will tell", e.getMessage());
            return Uuid.ZERO;
        }
    }

    private static Uuid parse(String text, Path file) {
        Uuid id = Uuid.ZERO;
        for (String line : text.split("\n")) {
            String[] parts = line.split(":\\s*", 2);
            if (parts.length < 2) continue;
            if (parts[0].equals("version") && !parts[1].trim().equals("0")) {
                throw new LogFailure("Unrecognized version of " + file + ": " + parts[1]);
            }
            if (parts[0].equals("topic_id")) id = id(parts[1].trim(), file);
        }
        return id;
    }

    private static Uuid id(String text, Path file) {
        try {
            return Uuid.parse(text);
        } catch (IllegalArgumentException e) {
            throw new LogFailure("Invalid topic ID in " + file + ": " + text);
        }
    }

    /** Not forced: where it is lost with the machine the controller tells the id again. */
    static void write(Disk disk, Path directory, Uuid topicId) throws IOException {
        disk.replaceUnforced(directory.resolve(FILE), ("version: 0\ntopic_id: " + topicId + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }
}
