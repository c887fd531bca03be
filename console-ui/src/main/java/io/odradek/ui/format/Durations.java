package io.odradek.ui.format;

/** Lengths of time, with two units at most. */
public final class Durations {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60 * SECOND_MS;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Durations() {
    }

    /** Such as "340 ms", "2.4 s", "3 m 12 s", "5 h 2 m", "3 d 4 h". */
    public static String text(long ms) {
        if (ms < 0) {
            return Figure.UNKNOWN;
        }
        if (ms < SECOND_MS) {
            return ms + " ms";
        }
        if (ms < MINUTE_MS) {
            return Figure.digits(ms / 100 / 10.0) + " s";
        }
        if (ms < HOUR_MS) {
            return pair(ms / MINUTE_MS, "m", ms % MINUTE_MS / SECOND_MS, "s");
        }
        if (ms < DAY_MS) {
            return pair(ms / HOUR_MS, "h", ms % HOUR_MS / MINUTE_MS, "m");
        }
        return pair(ms / DAY_MS, "d", ms % DAY_MS / HOUR_MS, "h");
    }

    private static String pair(long big, String bigUnit, long small, String smallUnit) {
        return small == 0 ? big + " " + bigUnit : big + " " + bigUnit + " " + small + " " + smallUnit;
    }
}
