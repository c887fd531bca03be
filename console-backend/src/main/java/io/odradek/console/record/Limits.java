package io.odradek.console.record;

/**
 * When a browse stops at the latest.
 *
 * @param matches   records returned at most
 * @param scanned   records read at most
 * @param bytes     bytes of keys and values read at most
 * @param timeMs    milliseconds it may take
 * @param cellBytes bytes of a key or value that are kept; the rest is cut and marked so
 */
public record Limits(int matches, long scanned, long bytes, long timeMs, int cellBytes) {

    /** A page: 50 matches, 5 s, 64 MiB, and cells of 4 KiB (16 lines of 256 characters in a grid's detail). */
    public static final Limits PAGE = new Limits(50, 1_000_000, 64L << 20, 5_000, 4 << 10);

    /** What crosses no network costs little: where the page's own bounds stand, time alone ends it next to the log. */
    Limits near() {
        return new Limits(matches, scanned == PAGE.scanned ? Long.MAX_VALUE : scanned,
                bytes == PAGE.bytes ? Long.MAX_VALUE : bytes, timeMs, cellBytes);
    }
}
