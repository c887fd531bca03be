package io.odradek.engine.env;

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

    /** The one lane of this broker's controller. */
    Lane controller();
}
