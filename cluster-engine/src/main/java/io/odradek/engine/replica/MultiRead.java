package io.odradek.engine.replica;

import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A read of several partitions that may wait. It goes from owner lane to owner lane, reads the partitions of each in
 * the order they
 * were asked for, and leaves itself as a waiter at those that had nothing. It ends when there are {@code minBytes},
 * when a partition
 * has something else to say, or at the deadline. Then only the partitions that moved in between are read again, so a
 * wait that
 * ends with nothing costs one timer and no hand-over.
 *
 * <p>What a real broker does the same: the first batch is given whole even above the limits, so that a reader always
 * gets on;
 * the response limit is filled in the order asked.
 */
public final class MultiRead {
    /**
     * @param minBytes  worth answering before the deadline
     * @param maxBytes  of all records in the answer, except that the first batch is always whole
     * @param maxWaitMs 0 or less: never wait
     */
    public record Limits(int minBytes, int maxBytes, long maxWaitMs) {}

    private enum State { READING, WAITING, ENDING, OVER }

    private record Group(Lane lane, List<PartitionRead> reads) {}

    private final Replicas replicas;
    private final Reader reader;
    private final Limits limits;
    private final Lane home;
    private final Consumer<MultiRead> done;
    private final List<PartitionRead> reads = new ArrayList<>();
    private final AtomicInteger state = new AtomicInteger();
    /** Bytes found by signals; a forced signal adds {@link #FORCED}. */
    private final AtomicLong signalled = new AtomicLong();
    private static final long FORCED = 1L << 40;
    private int bytes;
    private boolean urgent;
    private volatile Timers.Timer deadline;

    /** @param done called once, on some lane; {@code home} is where the deadline is kept */
    public MultiRead(Replicas replicas, Reader reader, Limits limits, Lane home, Consumer<MultiRead> done) {
        this.replicas = replicas;
        this.reader = reader;
        this.limits = limits;
        this.home = home;
        this.done = done;
    }

    /** Before {@link #start}. */
    public void add(TopicPartition name, Uuid topicId, PartitionRead.Ask ask) {
        reads.add(new PartitionRead(this, name, topicId, ask));
    }

    /** Before {@link #start}: a partition that is known to be wrong already. */
    public void addFailed(TopicPartition name, Uuid topicId, PartitionRead.Ask ask, ErrorCode why) {
        PartitionRead read = new PartitionRead(this, name, topicId, ask);
        read.fail(why);
        reads.add(read);
        urgent = true;
    }

    public void start() {
        for (PartitionRead read : reads) {
            if (read.error() != ErrorCode.NONE) continue;
            read.partition = replicas.find(read.name());
            if (read.partition == null) {
                read.fail(replicas.whyMissing(read.name()));
                urgent = true;
            }
        }
        visit(grouped(false), 0);
    }

    private List<Group> grouped(boolean movedOnly) {
        List<Group> groups = new ArrayList<>(2);
        for (PartitionRead read : reads) {
            if (read.partition == null || movedOnly && !read.moved) continue;
            Lane lane = read.partition.lane();
            Group group = null;
            for (Group g : groups) if (g.lane == lane) group = g;
            if (group == null) groups.add(group = new Group(lane, new ArrayList<>()));
            group.reads.add(read);
        }
        return groups;
    }

    private void visit(List<Group> groups, int i) {
        if (i == groups.size()) {
            visited();
            return;
        }
        Group group = groups.get(i);
        if (group.lane.isCurrent()) {
            readAll(group, groups, i);
        } else if (!group.lane.offer(() -> readAll(group, groups, i))) {
            group.reads.forEach(r -> r.fail(ErrorCode.UNKNOWN_SERVER_ERROR));
            urgent = true;
            visit(groups, i + 1);
        }
    }

    private void readAll(Group group, List<Group> groups, int i) {
        boolean first = state.get() == State.READING.ordinal();
        for (PartitionRead read : group.reads) {
            read.moved = false;
            bytes -= read.records().size();
            read.forget();
            read.partition.read(read, Math.max(0, limits.maxBytes - bytes), bytes == 0);
            bytes += read.records().size();
            urgent |= read.urgent();
            read.seenBytes = read.records().size();
            if (first && !urgent && limits.maxWaitMs > 0 && bytes < limits.minBytes) read.partition.await(read);
        }
        visit(groups, i + 1);
    }

    private void visited() {
        if (state.get() == State.ENDING.ordinal()) {
            finish();
            return;
        }
        boolean enough = urgent || limits.maxWaitMs <= 0 || reads.isEmpty() || bytes >= limits.minBytes;
        if (enough) {
            state.set(State.ENDING.ordinal());
            finish();
            return;
        }
        deadline = replicas.timers().after(limits.maxWaitMs, home, this::end);
        state.set(State.WAITING.ordinal());
        if (bytes + signalled.get() >= limits.minBytes) end();
    }

    /**
     * Something came to a partition that had nothing. On that partition's lane. True when the read still waits for
     * more of it.
     */
    boolean signal(PartitionRead read, boolean force) {
        read.moved = true;
        long more = force ? FORCED : limits.minBytes <= 1 ? 1 : read.partition.readable(read) - read.seenBytes;
        read.seenBytes += more;
        long sum = signalled.addAndGet(more);
        if (bytes + sum < limits.minBytes && !force) return true;
        end();
        return false;
    }

    private void end() {
        if (!state.compareAndSet(State.WAITING.ordinal(), State.ENDING.ordinal())) return;
        Timers.Timer timer = deadline;
        if (timer != null) timer.cancel();
        visit(grouped(true), 0);
    }

    private void finish() {
        state.set(State.OVER.ordinal());
        for (PartitionRead read : reads) if (read.partition != null) count(read, read.partition.meters());
        done.accept(this);
    }

    /** Here and not where it is read, for waiting it may be read more than once. */
    private void count(PartitionRead read, TopicMeters meters) {
        if (reader.isFollower()) {
            meters.replicatedOut().add(read.records().size());
            return;
        }
        meters.fetches().increment();
        if (read.error() != ErrorCode.NONE) meters.fetchesFailed().increment();
        meters.recordsOut().add(read.offsets());
        meters.bytesOut().add(read.records().size());
    }

    boolean over() {
        return state.get() >= State.ENDING.ordinal();
    }

    public Reader reader() {
        return reader;
    }

    /** In the order they were added. */
    public List<PartitionRead> reads() {
        return reads;
    }
}
