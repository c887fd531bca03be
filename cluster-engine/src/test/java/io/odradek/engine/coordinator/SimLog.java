package io.odradek.engine.coordinator;

import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The log under the shards, in memory. Commits at once, or when told to. */
public final class SimLog implements PartitionWriter {
    private static final int ASIDE_MS = 2_000;

    private final SimWorld world;
    private final Map<TopicPartition, List<Batch>> logs = new HashMap<>();
    private final List<Runnable> uncommitted = new ArrayList<>();
    private boolean holding;
    private boolean slowAside;
    private ErrorCode refusal = ErrorCode.NONE;

    public SimLog(SimWorld world) {
        this.world = world;
    }

    @Override
    public Lane lane(TopicPartition partition) {
        return world.lane;
    }

    @Override
    public Executor aside(TopicPartition partition) {
        return task -> {
            if (slowAside) world.timers.after(world.random().nextInt(ASIDE_MS), world.lane, task);
            else world.lane.execute(task);
        };
    }

    /** From now on what is calculated aside takes its time. */
    public void slowAside() {
        slowAside = true;
    }

    @Override
    public long append(TopicPartition partition, int leaderEpoch, Batch batch) {
        if (refusal != ErrorCode.NONE) throw new CoordinatorException(refusal);
        List<Batch> log = logs.computeIfAbsent(partition, p -> new ArrayList<>());
        long base = end(partition);
        List<Batch.Entry> entries = new ArrayList<>();
        long at = base;
        for (Batch.Entry e : batch.entries()) {
            entries.add(new Batch.Entry(at++, world.clock.wallMs(), e.key(), e.value()));
        }
        log.add(new Batch(base, batch.producerId(), batch.producerEpoch(), batch.marker(), entries));
        return end(partition) - 1;
    }

    /** Log end offset. */
    public long end(TopicPartition partition) {
        List<Batch> all = batches(partition);
        return all.isEmpty() ? 0 : all.getLast().baseOffset() + Math.max(1, all.getLast().entries().size());
    }

    public List<Batch> batches(TopicPartition partition) {
        return logs.getOrDefault(partition, List.of());
    }

    @Override
    public void whenCommitted(TopicPartition partition, long offset, Consumer<ErrorCode> done) {
        Runnable tell = () -> done.accept(ErrorCode.NONE);
        if (holding) uncommitted.add(tell);
        else tell.run();
    }

    @Override
    public void read(TopicPartition partition, long from, Consumer<Chunk> done) {
        List<Batch> all = batches(partition);
        int at = firstAt(all, from);
        List<Batch> some = all.subList(at, Math.min(at + 2, all.size()));
        boolean last = all.isEmpty() || some.isEmpty() || some.getLast() == all.getLast();
        long next = some.isEmpty() ? from : some.getLast().baseOffset()
                + Math.max(1, some.getLast().entries().size());
        List<Batch> copied = List.copyOf(some);
        world.lane.execute(() -> done.accept(new Chunk(ErrorCode.NONE, copied, next, last)));
    }

    /** Index of the first batch that begins there or later. */
    private static int firstAt(List<Batch> all, long from) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (all.get(middle).baseOffset() < from) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** From now on nothing is committed, until {@link #commit}. */
    public void hold() {
        holding = true;
    }

    public void commit() {
        holding = false;
        List<Runnable> all = List.copyOf(uncommitted);
        uncommitted.clear();
        all.forEach(Runnable::run);
    }

    /** From now on every append fails so; NONE: none does. */
    public void refuse(ErrorCode error) {
        refusal = error;
    }
}
