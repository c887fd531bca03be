package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.Appended;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A partition led by this broker, for one leader epoch: appends, its followers' progress, the high watermark, and
 * changes of the
 * ISR. The high watermark is the lowest log end among those that are or may become in sync; it never goes back, and
 * stands still
 * while fewer than min.insync.replicas are in sync (KIP-966). Owner lane only.
 */
final class Leadership {
    private static final long RECONSIDER_MS = 1000;

    private final Partition partition;
    private final Shared shared;
    private PartitionLog log;
    private final int epoch;
    private final long epochStartOffset;
    private final Map<Integer, FollowerProgress> followers = new LinkedHashMap<>();
    private final CommitWaiters commits;
    /** For what flush.messages wants to be durable first. */
    private final CommitWaiters flushes = new CommitWaiters();
    private final List<StartWaiter> starts;
    private InSync inSync;

    /** Told when the log starts at or after {@code offset} on every live replica. */
    record StartWaiter(long offset, CommitWaiter waiter) {}

    /**
     * @param before this broker's leadership in the epoch before, whose waiters and knowledge live on; null where it
     * did not lead
     */
    Leadership(Partition partition, PartitionLog log, Role role, Leadership before) {
        this.partition = partition;
        this.shared = partition.shared();
        this.log = log;
        this.epoch = role.leaderEpoch();
        this.epochStartOffset = log.logEndOffset();
        this.commits = before == null ? new CommitWaiters() : before.commits;
        this.starts = before == null ? new ArrayList<>(0) : before.starts;
        log.assignEpochStart(epoch, epochStartOffset);
        long nowMs = shared.clock().monotonicMs();
        for (int id : role.replicas()) {
            if (id == shared.brokerId()) continue;
            FollowerProgress known = before == null || before.lost(id, role) ? null : before.followers.get(id);
            followers.put(id, known != null ? known : started(id, role, nowMs));
        }
        inSync = InSync.of(role.isr(), role.partitionEpoch());
    }

    private FollowerProgress started(int id, Role role, long nowMs) {
        FollowerProgress follower = new FollowerProgress(id);
        follower.reset(role.isr().contains(id), nowMs, shared.maxLagMs());
        return follower;
    }

    /**
     * Whether the controller takes this one out of the ISR, for it stops or is gone: until it fetches again nobody
     * waits for it. A real broker does wait, since it was at the log's end a moment ago.
     */
    private boolean lost(int id, Role next) {
        return inSync.confirmed().contains(id) && !next.isr().contains(id);
    }

    /** Once the partition knows of this leadership: a sole replica commits what it has. */
    void start() {
        advance();
    }

    /** The log lies in another directory now, with the same records. */
    void moved(PartitionLog next) {
        log = next;
        log.assignEpochStart(epoch, epochStartOffset);
        flushed();
    }

    long epochStartOffset() {
        return epochStartOffset;
    }

    InSync inSync() {
        return inSync;
    }

    Appended append(ByteBuf records, AppendOptions options, boolean needsQuorum) {
        if (needsQuorum && inSync.confirmed().size() < minInSync()) {
            throw new ReplicaException(ErrorCode.NOT_ENOUGH_REPLICAS, "The size of the current ISR "
                    + inSync.confirmed()
                    + " is insufficient to satisfy the min.isr requirement of " + minInSync() + " for partition "
                    + partition.name());
        }
        long before = log.logEndOffset();
        int bytes = records.readableBytes();
        Appended appended = log.append(records, options);
        // What was there already is not counted again.
        if (log.logEndOffset() > before) {
            partition.meters().records().add(log.logEndOffset() - before);
            partition.meters().bytesIn().add(bytes);
        }
        if (log.readyOffset() < log.logEndOffset()) log.whenReady(log.logEndOffset(), this::flushed);
        advance();
        partition.readers().reached(Bound.LOG_END, log.logEndOffset());
        return appended;
    }

    /** The waiter is told at once where the offset is committed already. */
    void whenCommitted(long requiredOffset, CommitWaiter waiter) {
        if (log.highWatermark() >= requiredOffset) waiter.committed(afterAppend());
        else commits.add(requiredOffset, waiter);
    }

    /** The waiter is told when this replica has the records as safe as flush.messages wants them. */
    void whenReady(long requiredOffset, CommitWaiter waiter) {
        if (log.readyOffset() >= requiredOffset) waiter.committed(ErrorCode.NONE);
        else flushes.add(requiredOffset, waiter);
    }

    private void flushed() {
        if (!partition.led(this)) return;
        advance();
        flushes.reached(log.readyOffset(), ErrorCode.NONE);
    }

    void whenStartsAt(long offset, CommitWaiter waiter) {
        starts.removeIf(s -> s.waiter.gone());
        if (lowWatermark() >= offset) waiter.committed(ErrorCode.NONE);
        else starts.add(new StartWaiter(offset, waiter));
    }

    private ErrorCode afterAppend() {
        return inSync.confirmed().size() < minInSync() ? ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND : ErrorCode.NONE;
    }

    FollowerProgress follower(int brokerId) {
        return followers.get(brokerId);
    }

    Iterable<FollowerProgress> followers() {
        return followers.values();
    }

    /** A follower fetched: it has everything before this offset. */
    void fetched(FollowerProgress follower, PartitionRead read, long brokerEpoch, long leaderEnd) {
        follower.fetched(read.offset(), read.ask().logStartOffset(), leaderEnd, brokerEpoch,
                shared.clock().monotonicMs());
        if (!inSync.changing() && !inSync.mayContain(follower.brokerId) && hasCaughtUp(follower)) {
            propose(inSync.plus(follower.brokerId));
        }
        advance();
        if (!starts.isEmpty()) tellStarts();
    }

    private boolean hasCaughtUp(FollowerProgress follower) {
        long end = follower.logEndOffset();
        return end >= log.highWatermark() && end >= epochStartOffset && shared.alive(follower.brokerId);
    }

    private void tellStarts() {
        long low = lowWatermark();
        List<StartWaiter> reached = new ArrayList<>();
        starts.removeIf(s -> s.offset <= low && reached.add(s));
        reached.forEach(s -> s.waiter.committed(ErrorCode.NONE));
    }

    /** Lowest log start among the live replicas. */
    long lowWatermark() {
        long low = log.logStartOffset();
        for (FollowerProgress f : followers.values()) {
            if (shared.alive(f.brokerId)) low = Math.min(low, f.logStartOffset());
        }
        return low;
    }

    /** Something that waiters depend on has changed, though nobody wrote or fetched: who is alive, min.insync. */
    void reconsider() {
        advance();
        if (!starts.isEmpty()) tellStarts();
    }

    /** Takes those out that have not been at the log's end for replica.lag.time.max.ms. */
    void dropLaggards() {
        if (inSync.changing() || inSync.confirmed().size() <= 1) return;
        long nowMs = shared.clock().monotonicMs();
        List<Integer> late = new ArrayList<>(0);
        for (FollowerProgress f : followers.values()) {
            boolean member = inSync.confirmed().contains(f.brokerId);
            if (member && !f.caughtUp(log.logEndOffset(), nowMs, shared.maxLagMs())) late.add(f.brokerId);
        }
        if (!late.isEmpty()) propose(inSync.minus(late));
    }

    private void propose(List<Integer> next) {
        inSync = inSync.proposing(next);
        List<IsrChanges.Member> members = new ArrayList<>(next.size());
        for (int id : next) {
            members.add(new IsrChanges.Member(id, id == shared.brokerId() ? shared.brokerEpoch()
                    : followers.get(id).brokerEpoch()));
        }
        shared.isrChanges().propose(new IsrChanges.Proposal(partition, epoch, inSync.partitionEpoch(), members));
    }

    private void count(int before, int now) {
        if (now < before) shared.isrMeters().shrinks().increment();
        if (now > before) shared.isrMeters().expands().increment();
    }

    /** The controller's answer to what this epoch proposed. */
    void answered(IsrChanges.Outcome outcome) {
        if (!inSync.changing()) return;
        switch (outcome) {
            case IsrChanges.Outcome.Confirmed c when c.partitionEpoch() >= inSync.partitionEpoch() -> {
                count(inSync.confirmed().size(), c.isr().size());
                inSync = InSync.of(c.isr(), c.partitionEpoch());
            }
            case IsrChanges.Outcome.Confirmed _, IsrChanges.Outcome.Refused _ -> {
                shared.isrMeters().failures().increment();
                inSync = inSync.withdrawn();
            }
            case IsrChanges.Outcome.Stale _ -> {
                // A newer state than ours: the proposal stays pending, so nothing is acknowledged too early, until it
                // is told.
                reconsiderLater();
                return;
            }
        }
        advance();
    }

    private void reconsiderLater() {
        shared.timers().after(RECONSIDER_MS, partition.lane(), () -> {
            if (!partition.led(this) || !inSync.changing()) return;
            PartitionImage told = shared.metadata().current().partition(partition.name().topic(),
                    partition.name().partition());
            boolean ours = told != null && told.leader() == shared.brokerId() && told.leaderEpoch() == epoch;
            if (ours) told(told.isr(), told.partitionEpoch());
            if (inSync.changing()) reconsiderLater();
        });
    }

    /** What the controller says of this epoch, outside of answers to us: counts where it is newer than what we know. */
    void told(List<Integer> isr, int partitionEpoch) {
        if (partitionEpoch <= inSync.partitionEpoch()) return;
        inSync = InSync.of(isr, partitionEpoch);
        advance();
    }

    int minInSync() {
        return Math.min(partition.config().minInsyncReplicas(), followers.size() + 1);
    }

    private void advance() {
        long hw = followers.isEmpty() ? log.readyOffset() : lowestEnd();
        if (hw <= log.highWatermark() || inSync.confirmed().size() < minInSync()) return;
        log.highWatermark(hw);
        if (!commits.isEmpty()) commits.reached(hw, afterAppend());
        partition.highWatermarkMoved(hw);
    }

    private long lowestEnd() {
        long end = log.logEndOffset();
        long nowMs = shared.clock().monotonicMs();
        long low = log.readyOffset();
        for (FollowerProgress f : followers.values()) {
            boolean counts = inSync.mayContain(f.brokerId)
                    || f.logEndOffset() >= 0 && f.caughtUp(end, nowMs, shared.maxLagMs()) && shared.alive(f.brokerId);
            if (counts) low = Math.min(low, f.logEndOffset());
        }
        return low;
    }

    /** The end of this leadership: nobody here knows any more what becomes of the offsets that wait. */
    void end(ErrorCode why) {
        commits.fail(why);
        flushes.fail(why);
        starts.forEach(s -> s.waiter.committed(why));
        starts.clear();
    }
}
