package io.odradek.engine;

import java.nio.file.Path;

/**
 * The end of a broker's process that nobody had asked for.
 *
 * @param status as a shell tells it
 * @param log    the file that the process logged to
 */
public record Death(int broker, long pid, int status, Path log) {
    /** A shell adds it to the number of the signal. */
    private static final int SIGNALLED = 128;

    /** The number of the signal that ended it; 0 where none did. */
    public int signal() {
        return Math.max(0, status - SIGNALLED);
    }
}
