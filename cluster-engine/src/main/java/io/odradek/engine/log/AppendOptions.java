package io.odradek.engine.log;

/**
 * Who appends.
 *
 * @param leaderEpoch written into each batch, but for replication, where batches keep the leader's
 */
public record AppendOptions(int leaderEpoch, Origin origin) {
    /**
     * How far the records are trusted: a client's are validated, a leader's keep their offsets, a coordinator's are
     * ours.
     */
    public enum Origin { CLIENT, REPLICATION, COORDINATOR }
}
