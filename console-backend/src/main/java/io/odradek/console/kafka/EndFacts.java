package io.odradek.console.kafka;

/**
 * Where a partition begins and ends, as its leader tells clients.
 *
 * @param lastStable    up to where readers of committed records may read
 * @param highWatermark up to where all others may
 * @param leaderEpoch   of the leader that told, -1 when it did not
 */
public record EndFacts(long start, long lastStable, long highWatermark, int leaderEpoch) {

    /** Records that readers of committed records do not get yet. */
    public long heldBack() {
        return Math.max(0, highWatermark - lastStable);
    }
}
