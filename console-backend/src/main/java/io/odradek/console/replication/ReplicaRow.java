package io.odradek.console.replication;

/**
 * One replica and how far it has come; what is not known is -1.
 *
 * @param role        leader, follower or away (its broker does not tell of it)
 * @param logEnd      it has all records before this
 * @param highWatermark that it knows of
 * @param lag         records behind the leader's end
 * @param lagMs       how long ago it was at the leader's end; 0 while it is
 * @param silentMs    how long ago it fetched
 * @param bytesBehind fewer bytes on its disk than on the leader's; clean-up at different times counts too
 * @param toldLag     what DescribeLogDirs calls its offset lag: records behind the high watermark that it knows itself
 */
public record ReplicaRow(int partition, int broker, String role, boolean inSync, long logStart, long logEnd,
        long highWatermark, long lag, long lagMs, long silentMs, long bytes, long bytesBehind, long toldLag) {
}
