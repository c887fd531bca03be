package io.odradek.engine.coordinator;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The shards of one internal topic that this broker leads. Safe on any thread: events are handed to the shard's lane,
 * and the futures complete there. Not promised: an order between events of different shards.
 */
public final class Shards<S extends Shard> {
    /** What every shard stands on. */
    public record World(PartitionWriter writer, Timers timers, Clock clock) {}

    private final String topic;
    private final World world;
    private final RecordCodec codec;
    private final Function<ShardContext, S> factory;
    private final Map<Integer, ShardHost<S>> hosts = new ConcurrentHashMap<>();

    public Shards(String topic, World world, RecordCodec codec, Function<ShardContext, S> factory) {
        this.topic = topic;
        this.world = world;
        this.codec = codec;
        this.factory = factory;
    }

    public String topic() {
        return topic;
    }

    /** This broker became leader of the partition with this epoch: its shard starts loading. Repeats do nothing. */
    public void elected(int partition, int leaderEpoch) {
        TopicPartition tp = new TopicPartition(topic, partition);
        world.writer().lane(tp).run(() -> {
            ShardHost<S> old = hosts.get(partition);
            if (old != null && old.leaderEpoch() >= leaderEpoch) return;
            if (old != null) old.close();
            ShardHost<S> host = new ShardHost<>(tp, leaderEpoch, world, codec, factory);
            hosts.put(partition, host);
            host.load(0, world);
        });
    }

    /** This broker leads the partition no more. */
    public void resigned(int partition) {
        world.writer().lane(new TopicPartition(topic, partition)).run(() -> {
            ShardHost<S> old = hosts.remove(partition);
            if (old != null) old.close();
        });
    }

    /** Partitions of this topic led here, loading or active. */
    public List<Integer> partitions() {
        return List.copyOf(hosts.keySet());
    }

    /** True while any shard is still being read in. */
    public boolean loading() {
        return hosts.values().stream().anyMatch(h -> h.state() == ShardHost.State.LOADING);
    }

    public <T> CompletableFuture<T> write(int partition, Function<S, Outcome<T>> event) {
        return on(partition, (host, answer) -> host.write(event, answer));
    }

    public <T> CompletableFuture<T> writeTransactional(int partition, long producerId, short producerEpoch,
                                                       Function<S, Outcome<T>> event) {
        return on(partition, (host, answer) -> host.writeTransactional(producerId, producerEpoch, event, answer));
    }

    public CompletableFuture<Void> writeMarker(int partition, long producerId, short epoch, Batch.Marker marker) {
        return on(partition, (host, answer) -> host.writeMarker(producerId, epoch, marker, answer));
    }

    public <T> CompletableFuture<T> read(int partition, Function<S, T> look) {
        return on(partition, (host, answer) -> host.read(look, answer));
    }

    /** Lets every active shard have a go, for changes of the world around (topics deleted, sweeps). */
    public void everywhere(Function<S, Outcome<Void>> event) {
        for (int p : hosts.keySet()) write(p, event);
    }

    private <T> CompletableFuture<T> on(int partition, Step<S, T> step) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Consumer<ErrorCode> refuse = e -> answer.completeExceptionally(new CoordinatorException(e));
        if (!hosts.containsKey(partition)) {
            refuse.accept(ErrorCode.NOT_COORDINATOR);
            return answer;
        }
        world.writer().lane(new TopicPartition(topic, partition)).run(() -> {
            ShardHost<S> host = hosts.get(partition);
            if (host == null) refuse.accept(ErrorCode.NOT_COORDINATOR);
            else step.take(host, answer);
        });
        return answer;
    }

    private interface Step<S extends Shard, T> {
        void take(ShardHost<S> host, CompletableFuture<T> answer);
    }
}
