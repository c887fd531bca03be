package io.odradek.console.snapshot;

import java.util.List;

/**
 * A partition as the last sweep saw it.
 *
 * @param leader      broker id, -1 when there is none
 * @param leaderEpoch -1 when unknown
 * @param startOffset first offset, -1 when unknown
 * @param endOffset   high watermark, -1 when unknown
 * @param sizeBytes   of the leader's replica, -1 when unknown
 */
public record PartitionState(int partition, int leader, int leaderEpoch, List<Integer> replicas, List<Integer> isr,
        long startOffset,
                             long endOffset, long sizeBytes) {

    public boolean offline() {
        return leader < 0;
    }

    public boolean underReplicated() {
        return isr.size() < replicas.size();
    }

    /** Offsets between start and end; with compaction or transactions fewer records; -1 when unknown. */
    public long messages() {
        return startOffset < 0 || endOffset < 0 ? -1 : endOffset - startOffset;
    }
}
