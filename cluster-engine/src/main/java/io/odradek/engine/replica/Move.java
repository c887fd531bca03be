package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.log.AppendOptions;
import io.odradek.engine.log.LogMoves;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Payload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica's move to another data directory of its broker (KIP-113): what is committed is copied in short turns
 * between the partition's other work, under the broker's limit for such copies; when little is left, the rest is copied
 * and the logs change places in one turn, so nobody sees a half. On the partition's lane.
 */
final class Move {
    private static final Logger LOG = LoggerFactory.getLogger(Move.class);
    /** A turn's worth: a millisecond or two of the lane. */
    private static final int CHUNK_BYTES = 1 << 20;
    /** Records that may be left for the last turn. */
    private static final long MOST_LEFT = 10_000;
    private static final long PAUSE_MS = 50;

    private final Partition partition;
    private final Shared shared;
    private final LogMoves moves;
    private final Path to;
    private PartitionLog future;
    private boolean over;

    Move(Partition partition, Shared shared, Path to) {
        this.partition = partition;
        this.shared = shared;
        this.moves = shared.logs().moves();
        this.to = to;
    }

    Path to() {
        return to;
    }

    void start() {
        TopicPartition name = partition.name();
        PartitionLog log = partition.log();
        future = moves.begin(name.topic(), name.partition(), to, log.topicId(), log.logStartOffset());
        LOG.info("{} moves from {} to {}", partition, log.directory().getParent(), to);
        partition.lane().execute(this::step);
    }

    /** Goes no further; the files stay where the broker stops. */
    void halt() {
        over = true;
        partition.moveEnded(this);
    }

    void cancel() {
        if (over) return;
        halt();
        moves.drop(partition.name().topic(), partition.name().partition());
    }

    /** The partition's log was cut, perhaps below what was copied. */
    void truncated() {
        if (over) return;
        try {
            align(partition.log());
        } catch (RuntimeException e) {
            // The other directory's trouble is not the replica's.
            LOG.error("{} does not move to {}", partition, to, e);
            cancel();
        }
    }

    private void step() {
        PartitionLog log = partition.log();
        if (over || log == null) return;
        try {
            if (shared.throttles().moves.exceeded()) {
                later();
                return;
            }
            align(log);
            long from = future.logEndOffset();
            if (from < log.highWatermark()) {
                copy(log, log.highWatermark());
                partition.lane().execute(this::step);
            } else if (!moves.canReplace(log) || log.logEndOffset() - from > MOST_LEFT) {
                later();
            } else {
                while (future.logEndOffset() < log.logEndOffset()) copy(log, log.logEndOffset());
                halt();
                partition.moved(moves.replace(partition.name().topic(), partition.name().partition(), log));
                LOG.info("{} has moved to {}", partition, to);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} does not move to {}", partition, to, e);
            cancel();
        }
    }

    private void later() {
        shared.timers().after(PAUSE_MS, partition.lane(), this::step);
    }

    /** What the log lost at its ends meanwhile goes here too. */
    private void align(PartitionLog log) {
        if (future.logEndOffset() < log.logStartOffset()) future.truncateFullyAndStartAt(log.logStartOffset());
        if (future.logStartOffset() > log.logEndOffset()) future.truncateFullyAndStartAt(log.logEndOffset());
        else future.truncateTo(Math.min(future.logEndOffset(), log.logEndOffset()));
        future.advanceLogStartOffset(log.logStartOffset());
    }

    private void copy(PartitionLog log, long upTo) throws IOException {
        long from = future.logEndOffset();
        ByteBuf bytes = bytes(log.read(from, CHUNK_BYTES, true, upTo).records());
        future.append(bytes, new AppendOptions(partition.leaderEpoch(), AppendOptions.Origin.REPLICATION));
        future.highWatermark(future.logEndOffset());
        future.advanceLogStartOffset(log.logStartOffset());
        shared.throttles().moves.record(bytes.readableBytes());
    }

    private static ByteBuf bytes(Payload payload) throws IOException {
        return switch (payload) {
            case Payload.Buf(ByteBuf b) -> b;
            case Payload.File(FileSlice f) -> {
                ByteBuffer into = ByteBuffer.allocate(f.size());
                if (f.file().read(f.position(), into) < f.size()) throw new IOException("the file is too short");
                yield Unpooled.wrappedBuffer(into.array());
            }
            case Payload.Many(List<Payload> _) -> throw new IOException("one log was read, not several");
        };
    }
}
