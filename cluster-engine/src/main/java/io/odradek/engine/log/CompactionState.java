package io.odradek.engine.log;

/** How far a log is compacted. Written on the log's lane, read anywhere. */
final class CompactionState {
    /** Below this offset every key's older records were removed already. */
    volatile long cleanedUpTo;
    /** A pass goes on. */
    volatile boolean running;
}
