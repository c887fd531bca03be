package io.odradek.engine.log;

import java.nio.file.Path;

/** How the files of a segment are named: its base offset in 20 digits, and an ending. */
final class FileName {
    static final String LOG = ".log";
    static final String INDEX = ".index";
    static final String TIME_INDEX = ".timeindex";
    static final String TRANSACTION_INDEX = ".txnindex";
    static final String SNAPSHOT = ".snapshot";
    static final String DELETED = ".deleted";
    static final String CLEANED = ".cleaned";
    static final String SWAP = ".swap";
    private static final int DIGITS = 20;

    private FileName() {}

    static Path of(Path directory, long baseOffset, String ending) {
        String number = Long.toString(baseOffset);
        return directory.resolve("0".repeat(DIGITS - number.length()) + number + ending);
    }

    /** The base offset in a file's name, or -1 when its name is none of a segment's. */
    static long offset(Path file) {
        String name = file.getFileName().toString();
        if (name.length() <= DIGITS || name.charAt(DIGITS) != '.') return -1;
        for (int i = 0; i < DIGITS; i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') return -1;
        }
        try {
            return Long.parseLong(name.substring(0, DIGITS));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static boolean ends(Path file, String ending) {
        return file.getFileName().toString().endsWith(ending);
    }
}
