package io.odradek.engine.coordinator;

import java.util.List;

/**
 * Records of one internal partition that are appended together.
 *
 * @param baseOffset    -1 before it is appended
 * @param producerId    -1 unless the records belong to a transaction
 * @param marker        null, or the end of that producer's transaction: then there are no entries
 */
public record Batch(long baseOffset, long producerId, short producerEpoch, Marker marker, List<Entry> entries) {
    public static final long NO_PRODUCER = -1;

    public static Batch of(List<Entry> entries) {
        return new Batch(-1, NO_PRODUCER, (short) -1, null, entries);
    }

    /** Key and value as on disk; a null value is a tombstone. */
    public record Entry(long offset, long timestampMs, byte[] key, byte[] value) {}

    /** How a transaction ended. */
    public record Marker(boolean committed, int coordinatorEpoch) {}
}
