package io.odradek.engine.env;

import java.util.List;

/** The engine's threads. How many there are is fixed at start. */
public interface Lanes {
    /**
     * The lane that owns whatever hashes to this value: a partition, a coordinator shard. Always the same one for the
     * same hash.
     */
    Lane owner(int hash);

    /** How many owner lanes there are. */
    int owners();

    /**
     * A lane that may block: flush, compaction, recovery, cold reads. The same key goes to the same thread, in order.
     */
    Lane disk(int hash);

    /**
     * Runs all tasks on threads made for it, so many at once, and returns when all are done: for work at start, before
     * there is anything to serve. One after the other where there are no threads (simulation).
     */
    default void together(List<Runnable> tasks, int most) {
        tasks.forEach(Runnable::run);
    }

    /** The one lane of this broker's controller. */
    Lane controller();
}
