package io.odradek.engine.log;

/** How far a log is compacted. Written on the log's lane, read anywhere. */
final class CompactionState {
    /** Below this offset every key's older records were removed already. */
    volatile long cleanedUpTo;
    /** A pass goes on. */
    volatile boolean running;
    private long cutTo = Long.MAX_VALUE;

    /** A pass is planned. */
    void planned() {
        cutTo = Long.MAX_VALUE;
    }

    /** The log ends at this offset now: what comes there next was not compacted. */
    void truncatedTo(long offset) {
        cleanedUpTo = Math.min(cleanedUpTo, offset);
        cutTo = Math.min(cutTo, offset);
    }

    /** Nothing below the offset was cut off since the pass was planned. */
    boolean isWholeBelow(long offset) {
        return cutTo >= offset;
    }
}
