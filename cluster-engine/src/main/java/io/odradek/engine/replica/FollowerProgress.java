package io.odradek.engine.replica;

/**
 * How far one follower has come, as its leader sees it by the follower's fetches. Owner lane only.
 * Times are monotonic milliseconds.
 */
final class FollowerProgress {
    static final long UNKNOWN = -1;

    final int brokerId;
    private long logEndOffset = UNKNOWN;
    private long logStartOffset = UNKNOWN;
    private long brokerEpoch = UNKNOWN;
    private long lastCaughtUpMs;
    private long lastFetchMs;
    private long leaderEndAtLastFetch;

    FollowerProgress(int brokerId) {
        this.brokerId = brokerId;
    }

    /** Starts anew under a new leader; members of the ISR get the whole lag time to show themselves. */
    void reset(boolean inSync, long nowMs, long maxLagMs) {
        logEndOffset = UNKNOWN;
        logStartOffset = UNKNOWN;
        brokerEpoch = UNKNOWN;
        lastCaughtUpMs = inSync ? nowMs : nowMs - maxLagMs - 1;
        lastFetchMs = lastCaughtUpMs;
        leaderEndAtLastFetch = 0;
    }

    /**
     * A fetch from {@code fetchOffset} tells that all before it is on the follower. It was caught up now when it asks
     * for the leader's
     * end, and it was caught up at its last fetch when it asks for what was the end then.
     */
    void fetched(long fetchOffset, long startOffset, long leaderEnd, long epoch, long nowMs) {
        if (fetchOffset >= leaderEnd) lastCaughtUpMs = Math.max(lastCaughtUpMs, nowMs);
        else if (fetchOffset >= leaderEndAtLastFetch) lastCaughtUpMs = Math.max(lastCaughtUpMs, lastFetchMs);
        logEndOffset = fetchOffset;
        logStartOffset = startOffset;
        leaderEndAtLastFetch = leaderEnd;
        lastFetchMs = nowMs;
        brokerEpoch = epoch;
    }

    boolean caughtUp(long leaderEnd, long nowMs, long maxLagMs) {
        return logEndOffset == leaderEnd || nowMs - lastCaughtUpMs <= maxLagMs;
    }

    /** How long ago it was at the leader's end; 0 while it is. */
    long lagMs(long leaderEnd, long nowMs) {
        return logEndOffset == leaderEnd ? 0 : Math.max(0, nowMs - lastCaughtUpMs);
    }

    /** How long ago it fetched, -1 where it has not under this leader. */
    long silentMs(long nowMs) {
        return logEndOffset == UNKNOWN ? UNKNOWN : Math.max(0, nowMs - lastFetchMs);
    }

    long logEndOffset() {
        return logEndOffset;
    }

    long logStartOffset() {
        return logStartOffset;
    }

    long brokerEpoch() {
        return brokerEpoch;
    }
}
