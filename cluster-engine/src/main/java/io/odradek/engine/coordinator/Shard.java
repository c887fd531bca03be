package io.odradek.engine.coordinator;

/**
 * State over one internal partition. Lane of that partition only. Only {@link #replay} and the marker change what is
 * durable.
 */
public interface Shard {
    /**
     * Takes a record in, at load and right after its append.
     *
     * @param producerId {@link Batch#NO_PRODUCER}, or whose transaction must commit before it counts
     */
    void replay(long offset, long producerId, short producerEpoch, LogRecord record);

    /** The end of a producer's transaction. */
    default void replayMarker(long producerId, short producerEpoch, boolean committed) {}

    /** Everything was replayed; timers may start. */
    void loaded();

    /**
     * All that was replayed at load is committed: what follows from it may be told to others. Until then another leader
     * may come that has never heard of the end of it.
     */
    default void settled() {}

    /** This broker leads the partition no more: whoever waits must be told NOT_COORDINATOR. */
    void unloaded();
}
