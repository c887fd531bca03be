package io.odradek.engine.log;

import io.odradek.engine.env.Disk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A checkpoint of one offset per partition in a data directory: version 0, the number of lines, then topic, partition
 * and offset,
 * one triple a line.
 */
final class Checkpoint {
    static final String RECOVERY_POINT = "recovery-point-offset-checkpoint";
    static final String LOG_START_OFFSET = "log-start-offset-checkpoint";
    static final String REPLICATION_OFFSET = "replication-offset-checkpoint";
    static final String CLEANER_OFFSET = "cleaner-offset-checkpoint";
    private static final String VERSION = "0";

    private final Disk disk;
    private final Path file;

    Checkpoint(Disk disk, Path directory, String name) {
        this.disk = disk;
        this.file = directory.resolve(name);
    }

    /** Offsets by the name of the partition's directory. Nothing when the file is missing. */
    Map<String, Long> read() throws IOException {
        Map<String, Long> offsets = new TreeMap<>();
        if (!disk.exists(file)) return offsets;
        for (String[] line : lines(disk.read(file), file, 3)) {
            offsets.put(line[0] + "-" + integer(line[1], file), offset(line[2], file));
        }
        return offsets;
    }

    void write(Map<String, Long> offsets) throws IOException {
        List<String> lines = new ArrayList<>(offsets.size());
        offsets.forEach((name, offset) -> {
            int dash = name.lastIndexOf('-');
            lines.add(name.substring(0, dash) + " " + name.substring(dash + 1) + " " + offset);
        });
        disk.replace(file, text(lines).getBytes(StandardCharsets.UTF_8));
    }

    /** The text of such a file, also of those with other columns. */
    static String text(List<String> lines) {
        StringBuilder text = new StringBuilder(VERSION).append('\n').append(lines.size()).append('\n');
        for (String line : lines) text.append(line).append('\n');
        return text.toString();
    }

    /** The columns of each line; throws {@link LogFailure} when the file is not whole. */
    static List<String[]> lines(byte[] content, Path file, int columns) {
        String[] all = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        if (!all[all.length - 1].isEmpty()) throw new LogFailure("The checkpoint file " + file + " is cut short");
        if (!all[0].trim().equals(VERSION)) throw new LogFailure("Unrecognized version of the checkpoint file "
                + file + ": " + all[0]);
        int expected = all.length < 2 ? -1 : integer(all[1].trim(), file);
        List<String[]> lines = new ArrayList<>();
        for (int i = 2; i < all.length; i++) {
            if (all[i].isBlank()) continue;
            String[] parts = all[i].trim().split("\\s+");
            if (parts.length != columns) throw malformed(all[i], file);
            lines.add(parts);
        }
        if (lines.size() != expected) {
            throw new LogFailure("Expected " + expected + " entries in checkpoint file " + file + ", but found only "
                    + lines.size());
        }
        return lines;
    }

    static int integer(String text, Path file) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw malformed(text, file);
        }
    }

    static long offset(String text, Path file) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw malformed(text, file);
        }
    }

    private static LogFailure malformed(String text, Path file) {
        return new LogFailure("Malformed line in checkpoint file " + file + ": " + text);
    }
}
