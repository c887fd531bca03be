package io.odradek.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.PartitionWriter;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.RecordsRejected;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log under the coordinators' shards: this broker's replicas of the internal topics. */
final class CoordinatorLog implements PartitionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorLog.class);
    /** A chunk is replayed in one go on the lane: a megabyte has some ten thousand records, a few milliseconds. */
    private static final int CHUNK_BYTES = 1 << 20;

    private final Replicas replicas;
    private final Lanes lanes;
    private final Clock clock;

    CoordinatorLog(Replicas replicas, Lanes lanes, Clock clock) {
        this.replicas = replicas;
        this.lanes = lanes;
        this.clock = clock;
    }

    @Override
    public Lane lane(TopicPartition partition) {
        return replicas.lane(partition);
    }

    @Override
    public Executor aside(TopicPartition partition) {
        return lanes.disk(partition.hashCode());
    }

    @Override
    public long append(TopicPartition partition, int leaderEpoch, Batch batch) {
        ByteBuf bytes = bytes(batch);
        try {
            Partition p = replicas.require(partition);
            if (p.leaderEpoch() != leaderEpoch) throw new CoordinatorException(ErrorCode.NOT_LEADER_OR_FOLLOWER);
            AppendOptions options = new AppendOptions(leaderEpoch, AppendOptions.Origin.COORDINATOR);
            return p.append(bytes, options, true).lastOffset();
        } catch (ReplicaException e) {
            throw new CoordinatorException(e.code(), e.getMessage());
        } catch (RecordsRejected e) {
            throw new CoordinatorException(e.code(), e.getMessage());
        } catch (LogFailure e) {
            throw new CoordinatorException(ErrorCode.KAFKA_STORAGE_ERROR, e.getMessage());
        } finally {
            bytes.release();
        }
    }

    private ByteBuf bytes(Batch batch) {
        long now = clock.wallMs();
        if (batch.marker() != null) {
            return new EndMarker(batch.marker().committed(), batch.marker().coordinatorEpoch())
                    .batch(UnpooledByteBufAllocator.DEFAULT, now, batch.producerId(), batch.producerEpoch());
        }
        try (BatchBuilder b = new BatchBuilder(UnpooledByteBufAllocator.DEFAULT)) {
            if (batch.producerId() != Batch.NO_PRODUCER) {
                b.producer(batch.producerId(), batch.producerEpoch(), BatchView.NO_SEQUENCE).transactional();
            }
            for (Batch.Entry e : batch.entries()) {
                b.append(now, ByteBuffer.wrap(e.key()), e.value() == null ? null : ByteBuffer.wrap(e.value()));
            }
            return b.build();
        }
    }

    @Override
    public void whenCommitted(TopicPartition partition, long offset, Consumer<ErrorCode> done) {
        try {
            replicas.require(partition).whenCommitted(offset + 1, done::accept);
        } catch (ReplicaException e) {
            done.accept(e.code());
        }
    }

    @Override
    public void read(TopicPartition partition, long from, Consumer<Chunk> done) {
        PartitionLog log;
        Payload payload;
        long start;
        try {
            log = replicas.require(partition).log(-1, true);
            start = Math.max(from, log.logStartOffset());
            payload = log.read(start, CHUNK_BYTES, true, log.logEndOffset()).records();
        } catch (ReplicaException e) {
            done.accept(new Chunk(e.code(), List.of(), from, true));
            return;
        } catch (RuntimeException e) {
            LOG.error("{} could not be read from {}", partition, from, e);
            done.accept(new Chunk(ErrorCode.KAFKA_STORAGE_ERROR, List.of(), from, true));
            return;
        }
        if (payload.size() == 0) {
            done.accept(new Chunk(ErrorCode.NONE, List.of(), start, true));
            return;
        }
        long end = log.logEndOffset();
        Lane lane = lane(partition);
        lanes.disk(partition.hashCode()).execute(() -> {
            Chunk chunk = decode(partition, payload, start, end);
            lane.execute(() -> done.accept(chunk));
        });
    }

    private static Chunk decode(TopicPartition partition, Payload payload, long from, long end) {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(payload.size());
            fill(payload, bytes);
            bytes.flip();
            CoordinatorBatches batches = new CoordinatorBatches();
            List<Batch> read = new ArrayList<>();
            long next = batches.read(bytes, from, read);
            return new Chunk(ErrorCode.NONE, read, next, next >= end);
        } catch (IOException | RuntimeException e) {
            LOG.error("{} could not be read from {}", partition, from, e);
            return new Chunk(ErrorCode.KAFKA_STORAGE_ERROR, List.of(), from, true);
        }
    }

    private static void fill(Payload payload, ByteBuffer into) throws IOException {
        switch (payload) {
            case Payload.Buf(ByteBuf b) -> {
                ByteBuffer part = into.slice(into.position(), b.readableBytes());
                b.getBytes(b.readerIndex(), part);
                into.position(into.position() + b.readableBytes());
            }
            case Payload.File(FileSlice f) -> {
                ByteBuffer part = into.slice(into.position(), f.size());
                if (f.file().read(f.position(), part) < f.size()) throw new IOException("the file is too short");
                into.position(into.position() + f.size());
            }
            case Payload.Many(List<Payload> parts) -> {
                for (Payload p : parts) fill(p, into);
            }
        }
    }
}
