package io.odradek.engine.replica;

import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.Read;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.wire.ErrorCode;

/**
 * One look into one partition for one reader: epoch checks, divergence (KIP-320, KIP-595), the reader's bound, the
 * records, and what
 * a follower's question tells of it. On the partition's lane.
 */
final class Reading {
    private static final String RACK_AWARE = "org.apache.kafka.common.replica.RackAwareReplicaSelector";

    private final Partition partition;
    private final Leadership leadership;
    private final PartitionRead read;
    private final Reader reader;
    private final PartitionLog log;
    private final FollowerProgress follower;

    Reading(Partition partition, Leadership leadership, PartitionRead read) {
        this.partition = partition;
        this.leadership = leadership;
        this.read = read;
        this.reader = read.parent().reader();
        this.log = partition.log(read.ask().currentLeaderEpoch(), !reader.fromFollowers());
        this.follower = reader.isFollower() ? follower() : null;
    }

    private FollowerProgress follower() {
        FollowerProgress known = leadership.follower(reader.replicaId());
        if (known != null) return known;
        // A follower of a newer assignment than ours, if it knows of one; else one that should not ask.
        boolean epochGiven = read.ask().currentLeaderEpoch() >= 0;
        throw new ReplicaException(epochGiven ? ErrorCode.UNKNOWN_LEADER_EPOCH : ErrorCode.NOT_LEADER_OR_FOLLOWER,
                "broker " + reader.replicaId() + " is no replica of " + partition.name());
    }

    void run(int budgetBytes, boolean atLeastOneBatch) {
        int elsewhere = preferredReplica();
        read.positions(log.highWatermark(), log.lastStableOffset(), log.logStartOffset());
        if (elsewhere >= 0) {
            read.readElsewhere(elsewhere);
            return;
        }
        if (diverges()) return;
        long offset = read.offset();
        if (offset < log.logStartOffset() || offset > log.logEndOffset()) {
            throw new ReplicaException(ErrorCode.OFFSET_OUT_OF_RANGE, "offset " + offset + " of " + partition.name());
        }
        long leaderEnd = log.logEndOffset();
        long upTo = reader.bound().of(log);
        read.seenEnd = upTo;
        int bytes = Math.min(read.ask().maxBytes(), budgetBytes);
        boolean throttled = follower != null && throttles();
        boolean paused = throttled && partition.shared().throttles().leader.exceeded();
        if (offset < upTo && !paused && (bytes > 0 || atLeastOneBatch)) {
            Read found = log.read(offset, bytes, atLeastOneBatch, upTo);
            read.found(found, reader.bound() == Bound.LAST_STABLE
                    ? log.abortedTransactions(offset, Math.min(upTo, found.nextOffset())) : null);
            if (throttled) partition.shared().throttles().leader.record(found.records().size());
        }
        if (follower != null) {
            leadership.fetched(follower, read, reader.brokerEpoch(), leaderEnd);
            read.positions(log.highWatermark(), log.lastStableOffset(), log.logStartOffset());
        }
    }

    /** Members of the ISR are never throttled: the high watermark waits for them. */
    private boolean throttles() {
        return partition.throttled().leader() && !leadership.inSync().confirmed().contains(follower.brokerId);
    }

    long available() {
        if (follower != null && throttles() && partition.shared().throttles().leader.exceeded()) return 0;
        long upTo = reader.bound().of(log);
        return read.offset() >= upTo ? 0 : log.read(read.offset(), read.ask().maxBytes(), false, upTo).records().size();
    }

    private boolean diverges() {
        int epoch = read.ask().lastFetchedEpoch();
        if (epoch < 0) return false;
        PartitionLog.EpochEnd ours = log.endOffsetForEpoch(epoch);
        if (ours.endOffset() < 0) {
            throw new ReplicaException(ErrorCode.OFFSET_OUT_OF_RANGE, "no leader epoch up to " + epoch + " in "
                    + partition.name());
        }
        if (ours.epoch() >= epoch && ours.endOffset() >= read.offset()) return false;
        read.diverges(ours.epoch(), ours.endOffset());
        return true;
    }

    /** KIP-392: a replica in the consumer's rack that has what it asks for, the fullest first; -1 for here. */
    private int preferredReplica() {
        if (reader.isFollower() || leadership == null || reader.rack().isEmpty()) return -1;
        Shared shared = partition.shared();
        if (!RACK_AWARE.equals(shared.config().get(ReplicaKeys.REPLICA_SELECTOR_CLASS))
                || inRack(shared.brokerId())) return -1;
        FollowerProgress best = null;
        for (FollowerProgress f : leadership.followers()) {
            // One outside the ISR may stay behind, and a reader with it.
            boolean has = leadership.inSync().confirmed().contains(f.brokerId)
                    && f.logEndOffset() >= read.offset() && f.logStartOffset() <= read.offset();
            if (has && inRack(f.brokerId) && (best == null || f.logEndOffset() > best.logEndOffset())) best = f;
        }
        return best == null ? -1 : best.brokerId;
    }

    private boolean inRack(int broker) {
        BrokerImage image = partition.shared().metadata().current().broker(broker);
        return image != null && reader.rack().equals(image.rack());
    }
}
