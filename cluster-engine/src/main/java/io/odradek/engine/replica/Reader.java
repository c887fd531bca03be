package io.odradek.engine.replica;

/**
 * Who reads.
 *
 * @param replicaId     the follower's broker id, -1 for a consumer, -2 for a debugging consumer
 * @param brokerEpoch   the follower's, -1 where unknown
 * @param bound         up to where it may see
 * @param rack          a consumer's rack, empty where it has none
 * @param fromFollowers whether it may read a follower (consumers since KIP-392)
 */
public record Reader(int replicaId, long brokerEpoch, Bound bound, String rack, boolean fromFollowers) {
    /** A consumer that sees what is committed, from the leader. */
    public static final Reader COMMITTED = new Reader(-1, -1, Bound.HIGH_WATERMARK, "", false);

    public boolean isFollower() {
        return replicaId >= 0;
    }
}
