package io.odradek.engine.replica;

import io.odradek.engine.log.PartitionLog;

/**
 * Where a follower's log must be cut so that it is a prefix of its leader's (KIP-101, KIP-279, KIP-595). Only leader
 * epochs can tell:
 * the high watermark cannot. On the partition's lane.
 */
final class Truncation {
    private Truncation() {}

    /**
     * Where to fetch from.
     *
     * @param offset           next wanted
     * @param lastFetchedEpoch epoch of the record before it, -1 where the log has no epochs
     */
    record Position(long offset, int lastFetchedEpoch) {}

    /**
     * A log with epochs goes on at its end and lets the leader's answer tell of divergence; one without can only trust
     * its high watermark.
     */
    static Position begin(Partition partition) {
        PartitionLog log = partition.log();
        if (log.latestEpoch() < 0 && log.logEndOffset() > log.highWatermark()) log.truncateTo(log.highWatermark());
        return position(log);
    }

    static Position position(PartitionLog log) {
        return new Position(log.logEndOffset(), log.latestEpoch());
    }

    /**
     * The leader's log has no record of our last epoch at our end. Its largest epoch not above ours is {@code epoch},
     * which ends at
     * {@code endOffset} there. Where we have not got that epoch we cut at the end of the next smaller one and ask
     * again.
     */
    static Position diverged(Partition partition, int epoch, long endOffset) {
        PartitionLog log = partition.log();
        long end = log.logEndOffset();
        PartitionLog.EpochEnd ours = log.endOffsetForEpoch(epoch);
        long cut;
        if (endOffset < 0) cut = log.highWatermark();
        else if (ours.endOffset() < 0) cut = Math.min(endOffset, end);
        else if (ours.epoch() != epoch) cut = Math.min(ours.endOffset(), end);
        else cut = Math.min(Math.min(ours.endOffset(), endOffset), end);
        // Also where no record goes: an epoch that the leader does not know would be asked for for ever.
        log.truncateTo(Math.max(cut, log.logStartOffset()));
        partition.truncated();
        return position(log);
    }

    /**
     * We asked for an offset that the leader has not got: it is shorter than us, or it has forgotten what we wanted.
     */
    static Position outOfRange(Partition partition, long leaderStart, long leaderEnd) {
        PartitionLog log = partition.log();
        if (leaderEnd < log.logStartOffset()) log.truncateFullyAndStartAt(leaderStart);
        else if (leaderEnd < log.logEndOffset()) log.truncateTo(leaderEnd);
        else if (leaderStart > log.logEndOffset()) log.truncateFullyAndStartAt(leaderStart);
        partition.truncated();
        return position(log);
    }
}
