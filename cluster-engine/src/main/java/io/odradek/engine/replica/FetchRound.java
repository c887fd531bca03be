package io.odradek.engine.replica;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.env.Lane;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.log.RecordsRejected;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one fetch answer to the lanes of its partitions and their new ends back. Holds a reference on the records
 * until they are
 * written.
 */
final class FetchRound {
    private static final Logger LOG = LoggerFactory.getLogger(FetchRound.class);

    /**
     * @param next   where to go on, null: as before
     * @param behind the leader has more than this replica got
     */
    record Result(Partition partition, int leaderEpoch, FetchDialogue.Wanted next, boolean behind, ErrorCode error) {
        Result(Partition partition, int leaderEpoch, FetchDialogue.Wanted next, ErrorCode error) {
            this(partition, leaderEpoch, next, true, error);
        }
    }

    private record Piece(Partition partition, FetchDialogue.Wanted asked, FetchResponse.PartitionData data,
                         ByteBuf records) {}

    private final Consumer<List<Result>> done;
    private final Lane home;
    private final Map<Lane, List<Piece>> pieces = new HashMap<>();
    private final List<Result> results = new ArrayList<>();
    private int open;

    /** @param done called on {@code home} with one result for each partition added */
    FetchRound(Consumer<List<Result>> done, Lane home) {
        this.done = done;
        this.home = home;
    }

    void add(Partition partition, FetchDialogue.Wanted asked, FetchResponse.PartitionData data) {
        ErrorCode error = ErrorCode.of(data.errorCode());
        if (error != ErrorCode.NONE) {
            results.add(new Result(partition, asked.leaderEpoch(), null, error));
            return;
        }
        ByteBuf records = data.records() instanceof Payload.Buf b ? b.bytes().retain() : Unpooled.EMPTY_BUFFER;
        pieces.computeIfAbsent(partition.lane(), _ -> new ArrayList<>())
                .add(new Piece(partition, asked, data, records));
    }

    void start() {
        open = pieces.size();
        if (open == 0) {
            done.accept(results);
            return;
        }
        pieces.forEach((lane, list) -> lane.run(() -> {
            List<Result> mine = new ArrayList<>(list.size());
            List<PartitionLog> unready = new ArrayList<>(0);
            for (Piece piece : list) {
                try {
                    mine.add(take(piece));
                } finally {
                    piece.records.release();
                }
                PartitionLog log = piece.partition.log();
                if (log != null && log.readyOffset() < log.logEndOffset()) unready.add(log);
            }
            whenReady(unready, () -> home.run(() -> collect(mine)));
        }));
    }

    /** The next fetch tells the leader what this replica has: not before that is as safe as flush.messages wants it. */
    private static void whenReady(List<PartitionLog> logs, Runnable then) {
        if (logs.isEmpty()) {
            then.run();
            return;
        }
        int[] left = {logs.size()};
        for (PartitionLog log : logs) {
            log.whenReady(log.logEndOffset(), () -> {
                if (--left[0] == 0) then.run();
            });
        }
    }

    private void collect(List<Result> some) {
        results.addAll(some);
        if (--open == 0) done.accept(results);
    }

    private Result take(Piece piece) {
        Partition p = piece.partition;
        int epoch = piece.asked.leaderEpoch();
        if (p.log() == null || p.isLeader() || p.leaderEpoch() != epoch) {
            return new Result(p, epoch, null, ErrorCode.FENCED_LEADER_EPOCH);
        }
        try {
            Truncation.Position next = next(piece);
            FetchDialogue.Wanted wanted = new FetchDialogue.Wanted(epoch, next.offset(),
                    next.lastFetchedEpoch(),
                    p.log().logStartOffset());
            return new Result(p, epoch, wanted, piece.data.highWatermark() > next.offset(), ErrorCode.NONE);
        } catch (RecordsRejected damaged) {
            LOG.warn("what the leader of {} sent is not usable and is fetched again: {}", p, damaged.getMessage());
            return new Result(p, epoch, null, ErrorCode.CORRUPT_MESSAGE);
        } catch (RuntimeException failure) {
            LOG.error("could not take over what the leader of {} sent", p, failure);
            return new Result(p, epoch, null, ErrorCode.KAFKA_STORAGE_ERROR);
        }
    }

    private static Truncation.Position next(Piece piece) {
        FetchResponse.PartitionData data = piece.data;
        FetchResponse.EpochEndOffset diverging = data.divergingEpoch();
        if (diverging != null && diverging.endOffset() >= 0) {
            return Truncation.diverged(piece.partition, diverging.epoch(), diverging.endOffset());
        }
        // An answer to what was asked before a truncation would leave a gap or a fold.
        if (piece.asked.offset() != piece.partition.log().logEndOffset()) return Truncation.position(
                piece.partition.log());
        if (piece.partition.throttled().follower()) {
            piece.partition.shared().throttles().follower.record(piece.records.readableBytes());
        }
        piece.partition.replicate(piece.records, data.highWatermark(), data.logStartOffset());
        return Truncation.position(piece.partition.log());
    }
}
