package io.odradek.engine.coordinator;

import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one shard for one term of leadership: loads it, carries out events, appends, replays, answers when committed.
 * A new term gets a new host, so nothing of an old term can touch the new state. Lane of the partition only.
 */
final class ShardHost<S extends Shard> {
    private static final Logger LOG = LoggerFactory.getLogger(ShardHost.class);

    /** LOADING answers COORDINATOR_LOAD_IN_PROGRESS, CLOSED and FAILED answer NOT_COORDINATOR. */
    enum State { LOADING, ACTIVE, FAILED, CLOSED }

    private final TopicPartition partition;
    private final int leaderEpoch;
    private final PartitionWriter writer;
    private final RecordCodec codec;
    private final Lane lane;
    private final ShardTimers timers;
    private final S shard;
    private final long startedMs;
    private State state = State.LOADING;
    private long lastWritten = -1;
    private long lastCommitted = -1;
    private long loadedRecords;

    ShardHost(TopicPartition partition, int leaderEpoch, Shards.World world, RecordCodec codec,
              Function<ShardContext, S> factory) {
        this.partition = partition;
        this.leaderEpoch = leaderEpoch;
        this.writer = world.writer();
        this.codec = codec;
        this.lane = writer.lane(partition);
        this.timers = new ShardTimers(world.timers(), world.clock(), lane, this::timed);
        this.shard = factory.apply(new ShardContext(partition.partition(), leaderEpoch, world.clock(), timers, lane,
                writer.aside(partition)));
        this.startedMs = world.clock().monotonicMs();
    }

    int leaderEpoch() {
        return leaderEpoch;
    }

    State state() {
        return state;
    }

    void load(long from, Shards.World world) {
        writer.read(partition, from, chunk -> {
            if (state != State.LOADING) return;
            if (chunk.error() != ErrorCode.NONE) {
                state = State.FAILED;
                LOG.warn("coordinator shard {} could not be loaded: {}", partition, chunk.error());
                return;
            }
            chunk.batches().forEach(this::replay);
            if (!chunk.end()) {
                load(chunk.nextOffset(), world);
                return;
            }
            state = State.ACTIVE;
            shard.loaded();
            whenCommitted(lastWritten, this::settled);
            LOG.debug("coordinator shard {} epoch {} loaded {} records in {} ms", partition, leaderEpoch,
                    loadedRecords, world.clock().monotonicMs() - startedMs);
        });
    }

    private void settled(ErrorCode error) {
        // With too few replicas in sync it is committed all the same.
        boolean committed = error == ErrorCode.NONE || error == ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
        if (committed && state == State.ACTIVE) shard.settled();
    }

    void close() {
        boolean told = state == State.ACTIVE;
        state = State.CLOSED;
        timers.cancelAll();
        if (told) shard.unloaded();
    }

    /** Carries out an event, or says at once why not. */
    <T> void write(Function<S, Outcome<T>> event, CompletableFuture<T> answer) {
        writeTransactional(Batch.NO_PRODUCER, (short) -1, event, answer);
    }

    /** Like {@link #write}, with the records as part of a producer's transaction. */
    <T> void writeTransactional(long producerId, short epoch, Function<S, Outcome<T>> event,
                                CompletableFuture<T> answer) {
        if (refuse(answer)) return;
        Outcome<T> outcome;
        try {
            outcome = event.apply(shard);
        } catch (CoordinatorException e) {
            answer.completeExceptionally(e);
            return;
        } catch (RuntimeException e) {
            LOG.error("event failed on coordinator shard {}", partition, e);
            answer.completeExceptionally(e);
            return;
        }
        append(outcome, producerId, epoch, answer);
    }

    /** Ends a transaction in this partition. */
    void writeMarker(long producerId, short epoch, Batch.Marker marker, CompletableFuture<Void> answer) {
        if (refuse(answer)) return;
        try {
            lastWritten = writer.append(partition, leaderEpoch,
                    new Batch(-1, producerId, epoch, marker, List.of()));
            shard.replayMarker(producerId, epoch, marker.committed());
        } catch (CoordinatorException e) {
            answer.completeExceptionally(e);
            return;
        }
        whenCommitted(lastWritten, error -> finish(error, null, answer));
    }

    /** Looks at the state; the answer leaves when everything that was seen is committed. */
    <T> void read(Function<S, T> look, CompletableFuture<T> answer) {
        write(s -> Outcome.of(look.apply(s)), answer);
    }

    private void timed(Supplier<Outcome<Void>> event) {
        if (state == State.ACTIVE) write(s -> event.get(), new CompletableFuture<>());
    }

    private boolean refuse(CompletableFuture<?> answer) {
        if (state == State.ACTIVE) return false;
        answer.completeExceptionally(new CoordinatorException(
                state == State.LOADING ? ErrorCode.COORDINATOR_LOAD_IN_PROGRESS : ErrorCode.NOT_COORDINATOR));
        return true;
    }

    private <T> void append(Outcome<T> outcome, long producerId, short epoch, CompletableFuture<T> answer) {
        if (outcome.later() != null) forward(outcome.later(), answer);
        if (!outcome.records().isEmpty()) {
            try {
                lastWritten = writer.append(partition, leaderEpoch,
                        new Batch(-1, producerId, epoch, null, codec.encode(outcome.records())));
            } catch (CoordinatorException e) {
                ErrorCode why = shown(e.error());
                if (outcome.written() != null) outcome.written().accept(why);
                answer.completeExceptionally(new CoordinatorException(why));
                return;
            }
            if (outcome.replay()) replayOwn(outcome.records(), producerId, epoch);
        }
        if (outcome.written() == null && outcome.later() != null) return;
        whenCommitted(lastWritten, error -> {
            if (outcome.written() != null) outcome.written().accept(shown(error));
            if (outcome.later() == null) finish(error, outcome.answer(), answer);
        });
    }

    private void replayOwn(List<LogRecord> records, long producerId, short epoch) {
        long offset = lastWritten - records.size() + 1;
        for (LogRecord r : records) shard.replay(offset++, producerId, epoch, r);
    }

    private void replay(Batch batch) {
        lastWritten = Math.max(lastWritten, batch.baseOffset() + Math.max(0, batch.entries().size() - 1));
        if (batch.marker() != null) {
            shard.replayMarker(batch.producerId(), batch.producerEpoch(), batch.marker().committed());
            return;
        }
        for (Batch.Entry e : batch.entries()) {
            lastWritten = Math.max(lastWritten, e.offset());
            LogRecord record = codec.decode(e);
            loadedRecords++;
            if (record != null) shard.replay(e.offset(), batch.producerId(), batch.producerEpoch(), record);
        }
    }

    private void whenCommitted(long offset, java.util.function.Consumer<ErrorCode> done) {
        if (offset <= lastCommitted) {
            done.accept(ErrorCode.NONE);
            return;
        }
        writer.whenCommitted(partition, offset, error -> {
            if (error == ErrorCode.NONE) lastCommitted = Math.max(lastCommitted, offset);
            done.accept(state == State.CLOSED ? ErrorCode.NOT_COORDINATOR : error);
        });
    }

    private static <T> void finish(ErrorCode error, T value, CompletableFuture<T> answer) {
        if (error == ErrorCode.NONE) answer.complete(value);
        else answer.completeExceptionally(new CoordinatorException(shown(error)));
    }

    private static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failure) -> {
            if (failure == null) to.complete(value);
            else to.completeExceptionally(failure);
        });
    }

    /** What a client is told of the log's error, as Kafka's coordinators say it. */
    static ErrorCode shown(ErrorCode error) {
        return switch (error) {
            case UNKNOWN_TOPIC_OR_PARTITION, NOT_ENOUGH_REPLICAS, NOT_ENOUGH_REPLICAS_AFTER_APPEND, REQUEST_TIMED_OUT ->
                    ErrorCode.COORDINATOR_NOT_AVAILABLE;
            case NOT_LEADER_OR_FOLLOWER, KAFKA_STORAGE_ERROR, FENCED_LEADER_EPOCH -> ErrorCode.NOT_COORDINATOR;
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE, INVALID_FETCH_SIZE -> ErrorCode.UNKNOWN_SERVER_ERROR;
            default -> error;
        };
    }
}
