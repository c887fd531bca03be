package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code partition.metadata} in a partition's directory: the id of its topic. Made durable before the first record is
 * written, as a real broker does: a log with records whose topic nobody can tell would be taken for that of whichever
 * topic has the name by then. Belongs to the log's lane; the id may be read anywhere.
 */
final class PartitionMetadata {
    static final String FILE = "partition.metadata";
    private static final Logger LOG = LoggerFactory.getLogger(PartitionMetadata.class);

    private final Disk disk;
    private final Path directory;
    private volatile Uuid topicId;
    private boolean durable;

    /** @param hasRecords those that are there already were written when the id was durable */
    PartitionMetadata(Disk disk, Path directory, boolean hasRecords) throws IOException {
        this.disk = disk;
        this.directory = directory;
        topicId = read(disk, directory);
        durable = hasRecords;
    }

    /** {@link Uuid#ZERO} when there is none, or what there is was torn before it was durable. */
    private static Uuid read(Disk disk, Path directory) throws IOException {
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

    Uuid topicId() {
        return topicId;
    }

    /**
     * Takes the id where none is known. Not forced: thousands of logs are made at once, and while one is empty it may
     * be told again whose it is.
     */
    void learn(Uuid id) throws IOException {
        if (!topicId.equals(Uuid.ZERO) || id.equals(Uuid.ZERO)) return;
        disk.replaceUnforced(directory.resolve(FILE), ("version: 0\ntopic_id: " + id + "\n")
                .getBytes(StandardCharsets.UTF_8));
        topicId = id;
        durable = false;
    }

    /** Before records are written. */
    void force() throws IOException {
        if (durable || topicId.equals(Uuid.ZERO)) return;
        try (DiskFile file = disk.open(directory.resolve(FILE))) {
            file.force();
        }
        disk.forceDirectory(directory);
        durable = true;
    }
}
