package io.odradek.console.inside;

import java.util.List;

/**
 * One replica as its broker knows it.
 *
 * @param leader    as last told to this broker, -1 where there is none
 * @param proposed  an ISR that the leader has asked for and got no answer to yet; empty for none
 * @param logStart, lastStable, highWatermark, logEnd, bytes all -1 where its log is not open
 * @param epochs    the newest that its log knows, oldest first
 * @param followers as their leader sees them; empty where it does not lead
 */
public record ReplicaInside(int broker, int partition, boolean leads, boolean offline, int leader, int leaderEpoch,
        int partitionEpoch, List<Integer> replicas, List<Integer> isr, List<Integer> proposed, long logStart,
        long lastStable, long highWatermark, long logEnd, long bytes, List<EpochStart> epochs,
        List<FollowerInside> followers) {

    /** The offset of a leader epoch's first record. */
    public record EpochStart(int epoch, long startOffset) {
    }

    /**
     * How far a follower has come.
     *
     * @param logEnd   -1 where it has not fetched under this leader
     * @param lagMs    how long ago it was at the leader's end; 0 while it is
     * @param silentMs how long ago it fetched, -1 where it has not
     */
    public record FollowerInside(int broker, long logEnd, long lagMs, long silentMs) {
    }
}
