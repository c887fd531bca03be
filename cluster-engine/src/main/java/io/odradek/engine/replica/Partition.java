package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Lane;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.Appended;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One replica on this broker: leader, follower or neither. Its owner lane alone touches it; only the name, the lane,
 * the topic id
 * and {@link #leaderHint} may be asked from anywhere. What cannot be done is a {@link ReplicaException}.
 */
public final class Partition {
    /** The leader as last told; -1 where unknown. */
    public record LeaderHint(int id, int epoch) {}

    private final TopicPartition name;
    private final Lane lane;
    private final Shared shared;
    private final TopicMeters meters;
    private final ReadWaiters readers = new ReadWaiters();
    private final List<PartitionListener> listeners = new ArrayList<>(0);
    private volatile Uuid topicId;
    private volatile LeaderHint leaderHint = new LeaderHint(-1, -1);
    /** Producers whose transaction is being asked about; an end that comes meanwhile makes the answer void. */
    private final Map<Long, Object> verifying = new HashMap<>(0);
    /** Batches of producers that are being asked about: those behind the first wait, or they would overtake it. */
    private final Map<Long, Deque<Runnable>> lines = new HashMap<>(0);
    private Role role = Role.NONE;
    private PartitionLog log;
    private Leadership leadership;
    private Move move;
    private volatile Throttles.Parts throttled = Throttles.Parts.NONE;
    private boolean diskFailed;

    Partition(TopicPartition name, Uuid topicId, Lane lane, Shared shared) {
        this.name = name;
        this.topicId = topicId;
        this.lane = lane;
        this.shared = shared;
        this.meters = shared.topicMeters().enter(name.topic());
    }

    public TopicPartition name() {
        return name;
    }

    public Uuid topicId() {
        return topicId;
    }

    public Lane lane() {
        return lane;
    }

    public LeaderHint leaderHint() {
        return leaderHint;
    }

    /** The topic's counters. Any thread. */
    public TopicMeters meters() {
        return meters;
    }

    /** On its lane. */
    public Standing standing() {
        return Standing.of(this, leadership);
    }

    /** On its lane. */
    public ReplicaLook look() {
        return ReplicaLook.of(this, leadership);
    }

    Shared shared() {
        return shared;
    }

    ReadWaiters readers() {
        return readers;
    }

    public Role role() {
        return role;
    }

    public boolean isLeader() {
        return leadership != null;
    }

    public int leaderEpoch() {
        return role.leaderEpoch();
    }

    /** What the controller has confirmed; only on the leader. */
    public List<Integer> isr() {
        return leadership == null ? role.isr() : leadership.inSync().confirmed();
    }

    /** Version of the state in ZooKeeper, as far as this replica knows. */
    public int partitionEpoch() {
        return leadership == null ? role.partitionEpoch() : leadership.inSync().partitionEpoch();
    }

    /** Where the log ended when this broker began to lead in this epoch; -1 where it does not lead. */
    public long epochStartOffset() {
        return leadership == null ? -1 : leadership.epochStartOffset();
    }

    /** Which of its parts here are under a replication throttle. Any thread. */
    Throttles.Parts throttled() {
        return throttled;
    }

    TopicConfig config() {
        return log.config();
    }

    /** Told of everything that becomes of this partition from now on, on its lane. */
    public void listen(PartitionListener listener) {
        listeners.add(listener);
    }

    // ---- roles

    /** Takes up a role that the controller decided; false when this epoch was known already. */
    void take(Role next, Uuid id, PartitionLog opened) {
        if (!id.equals(Uuid.ZERO)) topicId = id;
        log = opened;
        throttled = Throttles.Parts.of(log.config(), name.partition(), shared.brokerId());
        role = next;
        leaderHint = new LeaderHint(next.leader(), next.leaderEpoch());
        if (next.leader() == shared.brokerId()) lead();
        else follow();
    }

    /** To another data directory of this broker; a move under way to elsewhere is given up. On the partition's lane. */
    public void moveTo(Path directory) {
        if (move != null && move.to().equals(directory)) return;
        cancelMove();
        if (log.directory().getParent().equals(directory)) return;
        Move next = new Move(this, shared, directory);
        next.start();
        move = next;
    }

    void cancelMove() {
        if (move != null) move.cancel();
        move = null;
    }

    void moveEnded(Move ended) {
        if (move == ended) move = null;
    }

    /** The log now lies elsewhere. */
    void moved(PartitionLog next) {
        log = next;
        if (leadership != null) leadership.moved(next);
    }

    /** The log was cut. */
    void truncated() {
        if (move != null) move.truncated();
    }

    private void lead() {
        leadership = new Leadership(this, log, role, leadership);
        leadership.start();
        readers.wakeAll();
        for (PartitionListener l : listeners) l.becameLeader(this, role.leaderEpoch());
    }

    private void follow() {
        if (leadership != null) leadership.end(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        leadership = null;
        readers.wakeAll();
        for (PartitionListener l : listeners) l.becameFollower(this, role.leaderEpoch());
    }

    /** The replica is not ours any more, or the broker stops. */
    void stop() {
        if (leadership != null) leadership.end(ErrorCode.NOT_LEADER_OR_FOLLOWER);
        leadership = null;
        role = new Role(-1, role.leaderEpoch(), role.partitionEpoch(), role.replicas(), role.isr(), false);
        leaderHint = new LeaderHint(-1, role.leaderEpoch());
        readers.wakeAll();
        for (PartitionListener l : listeners) l.stopped(this);
        if (move != null) move.halt();
        log = null;
    }

    /** Its data directory failed: until a restart of the broker this replica has no more to say. */
    void failDisk() {
        if (diskFailed || log == null || !log.offline()) return;
        diskFailed = true;
        if (leadership != null) leadership.end(ErrorCode.KAFKA_STORAGE_ERROR);
        leadership = null;
        leaderHint = new LeaderHint(-1, role.leaderEpoch());
        readers.wakeAll();
        for (PartitionListener l : listeners) l.stopped(this);
        log = null;
    }

    boolean diskFailed() {
        return diskFailed;
    }

    // ---- checks

    /** The log, for someone who takes {@code currentLeaderEpoch} (-1: any) for the newest epoch. */
    public PartitionLog log(int currentLeaderEpoch, boolean leaderOnly) {
        if (currentLeaderEpoch >= 0 && currentLeaderEpoch < role.leaderEpoch()) {
            throw refused(ErrorCode.FENCED_LEADER_EPOCH, "the leader epoch is " + role.leaderEpoch() + " already");
        }
        if (currentLeaderEpoch > role.leaderEpoch()) {
            throw refused(ErrorCode.UNKNOWN_LEADER_EPOCH, "the newest leader epoch known here is "
                    + role.leaderEpoch());
        }
        if (diskFailed) throw diskRefused();
        if (log == null || leaderOnly && leadership == null) {
            throw refused(ErrorCode.NOT_LEADER_OR_FOLLOWER, "this broker does not lead it");
        }
        return log;
    }

    /** The log whatever the role, or null where it is not open. */
    public PartitionLog log() {
        return log;
    }

    private ReplicaException refused(ErrorCode code, String why) {
        return new ReplicaException(code, name + ": " + why);
    }

    private ReplicaException diskRefused() {
        return refused(ErrorCode.KAFKA_STORAGE_ERROR, "its data directory failed");
    }

    private Leadership leadership() {
        if (diskFailed) throw diskRefused();
        if (leadership == null) throw refused(ErrorCode.NOT_LEADER_OR_FOLLOWER, "this broker does not lead it");
        return leadership;
    }

    // ---- leader

    /**
     * Appends whole batches, which stay the caller's.
     *
     * @param needsQuorum acks=all: refused while fewer than min.insync.replicas are in sync
     */
    public Appended append(ByteBuf records, AppendOptions options, boolean needsQuorum) {
        return leadership().append(records, options, needsQuorum);
    }

    /** Whether records of this transaction are here already, so that its coordinator need not be asked. */
    public boolean inTransaction(long producerId, short epoch) {
        return leadership != null && log.activeProducers().inTransaction(producerId, epoch);
    }

    /**
     * Stands behind the producer's batches that wait already, and runs at once where none does. Who stands first calls
     * {@link #next} when it is done. On the partition's lane.
     */
    public void queue(long producerId, Runnable turn) {
        Deque<Runnable> line = lines.computeIfAbsent(producerId, _ -> new ArrayDeque<>(1));
        line.add(turn);
        if (line.size() == 1) turn.run();
    }

    /** Whether a batch of the producer waits here. */
    public boolean queued(long producerId) {
        return lines.containsKey(producerId);
    }

    /** The first in the producer's line is done: it is the next one's turn. */
    public void next(long producerId) {
        Deque<Runnable> line = lines.get(producerId);
        line.poll();
        if (line.isEmpty()) lines.remove(producerId);
        else line.peek().run();
    }

    /** The coordinator is asked about the producer's transaction; the guard tells whether its answer still holds. */
    public Object verify(long producerId) {
        return verifying.computeIfAbsent(producerId, id -> new Object());
    }

    /** Ends the asking; true when no end of a transaction came since the guard was given. */
    public boolean verified(long producerId, Object guard) {
        return verifying.remove(producerId, guard);
    }

    /** A producer's transaction ends here: whatever is being asked about it counts no more. */
    public void transactionEnds(long producerId) {
        verifying.remove(producerId);
    }

    /** Tells the waiter when everything before this offset is committed, or cannot be known to be. */
    public void whenCommitted(long offset, CommitWaiter waiter) {
        leadership().whenCommitted(offset, waiter);
    }

    /** Tells the waiter when this replica has everything before the offset, flushed where flush.messages says so. */
    public void whenReady(long offset, CommitWaiter waiter) {
        leadership().whenReady(offset, waiter);
    }

    /**
     * Forgets all records before this offset (-1: before the high watermark); tells the waiter when every live replica
     * did.
     */
    public long deleteRecords(long before, CommitWaiter waiter) {
        Leadership leader = leadership();
        if (log.config().compact() && !log.config().delete()) {
            throw refused(ErrorCode.POLICY_VIOLATION, "records cannot be deleted due to the configured policy");
        }
        long offset = before == -1 ? log.highWatermark() : before;
        if (offset < 0 || offset > log.highWatermark()) {
            throw refused(ErrorCode.OFFSET_OUT_OF_RANGE, "cannot delete records from " + offset + " on");
        }
        log.advanceLogStartOffset(offset);
        leader.whenStartsAt(offset, waiter);
        return offset;
    }

    public long lowWatermark() {
        return leadership().lowWatermark();
    }

    void highWatermarkMoved(long highWatermark) {
        readers.reached(Bound.HIGH_WATERMARK, highWatermark);
        readers.reached(Bound.LAST_STABLE, log.lastStableOffset());
        for (PartitionListener l : listeners) l.highWatermarkMoved(this, highWatermark);
    }

    boolean led(Leadership by) {
        return leadership == by;
    }

    /** The controller told the same epoch again, perhaps with a newer ISR. */
    void toldAgain(Role told) {
        if (leadership != null) leadership.told(told.isr(), told.partitionEpoch());
    }

    void isrAnswered(int leaderEpoch, IsrChanges.Outcome outcome) {
        if (leadership != null && role.leaderEpoch() == leaderEpoch) leadership.answered(outcome);
    }

    /** The topic's overrides or the broker's defaults changed. */
    void configure(TopicConfig next) {
        if (log == null) return;
        log.configure(next);
        throttled = Throttles.Parts.of(next, name.partition(), shared.brokerId());
        if (leadership != null) leadership.reconsider();
    }

    /** From time to time, and when brokers have gone. */
    void lookAfter() {
        if (leadership == null) return;
        leadership.dropLaggards();
        leadership.reconsider();
    }

    // ---- reads

    void read(PartitionRead read, int budgetBytes, boolean atLeastOneBatch) {
        try {
            new Reading(this, leadership, read).run(budgetBytes, atLeastOneBatch);
        } catch (ReplicaException e) {
            read.fail(e.code());
        } catch (LogFailure e) {
            read.fail(e.code());
        }
    }

    void await(PartitionRead read) {
        readers.add(read);
    }

    /** Bytes that this reader could have now. */
    long readable(PartitionRead read) {
        try {
            return new Reading(this, leadership, read).available();
        } catch (ReplicaException | LogFailure e) {
            return Integer.MAX_VALUE;
        }
    }

    // ---- follower

    /** What the leader sent, and what it said of its high watermark and log start. */
    void replicate(ByteBuf records, long leaderHighWatermark, long leaderLogStart) {
        if (records.isReadable()) {
            meters.replicatedIn().add(records.readableBytes());
            log.append(records, new AppendOptions(role.leaderEpoch(), AppendOptions.Origin.REPLICATION));
            readers.reached(Bound.LOG_END, log.logEndOffset());
        }
        if (leaderLogStart > log.logStartOffset() && leaderLogStart <= log.logEndOffset()) log.advanceLogStartOffset(
                leaderLogStart);
        long hw = Math.min(leaderHighWatermark, log.logEndOffset());
        if (hw > log.highWatermark()) {
            log.highWatermark(hw);
            highWatermarkMoved(hw);
        }
    }

    /** By name, so that maps over partitions have the same order in every run of a simulation. */
    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
