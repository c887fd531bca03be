package io.odradek.engine.coordinator.transaction;

import static io.odradek.engine.wire.ErrorCode.CONCURRENT_TRANSACTIONS;
import static io.odradek.engine.wire.ErrorCode.INVALID_PRODUCER_ID_MAPPING;
import static io.odradek.engine.wire.ErrorCode.INVALID_TXN_STATE;
import static io.odradek.engine.wire.ErrorCode.PRODUCER_FENCED;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.Shard;
import io.odradek.engine.coordinator.ShardContext;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.TransactionLogKey;
import io.odradek.engine.wire.message.TransactionLogValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * All transactional ids of one partition of {@code __transaction_state}. Lane of that partition only.
 *
 * <pre>
 * EMPTY -> ONGOING -> PREPARE_COMMIT -> COMPLETE_COMMIT -> (ONGOING | EMPTY with the next epoch)
 *              \----> PREPARE_ABORT  -> COMPLETE_ABORT  ->
 * </pre>
 *
 * PREPARE is the decision: once it is committed here the end is written into every partition, however long that takes.
 */
public final class TransactionShard implements Shard {
    private final ShardContext context;
    private final TransactionConfig config;
    private final TransactionEnds ends;
    private final Map<String, Txn> all = new HashMap<>();
    /** At load, until it is known to be committed. */
    private final List<Txn> decided = new ArrayList<>();

    public TransactionShard(ShardContext context, TransactionConfig config, Markers markers,
                            TransactionEnds.Later later) {
        this.context = context;
        this.config = config;
        this.ends = new TransactionEnds(context, markers, later);
    }

    @Override
    public void replay(long offset, long producerId, short producerEpoch, LogRecord record) {
        if (!(record.key() instanceof TransactionLogKey k)) return;
        if (record.value() == null) {
            all.remove(k.transactionalId());
            return;
        }
        Txn old = all.get(k.transactionalId());
        TransactionLogValue v = (TransactionLogValue) record.value();
        boolean same = old != null && old.producerId() == v.producerId() && old.epoch() == v.producerEpoch();
        all.put(k.transactionalId(), Txn.read(k.transactionalId(), v, same ? old.previousEpoch() : Txn.NO_EPOCH));
    }

    @Override
    public void loaded() {
        for (Txn t : all.values()) if (t.state().isPrepared()) decided.add(t);
        abortOverdueLater();
        expireLater();
    }

    /** What was decided before this broker took over is brought to its end: nothing else changes it meanwhile. */
    @Override
    public void settled() {
        decided.forEach(ends::begin);
        decided.clear();
    }

    @Override
    public void unloaded() {
        ends.stop();
    }

    Txn get(String id) {
        return all.get(id);
    }

    Collection<Txn> all() {
        return all.values();
    }

    long nowMs() {
        return context.clock().wallMs();
    }

    // ---- InitProducerId

    /** Outcome of {@link #init}: the session, or that a producer id is needed first. */
    record Session(long producerId, short epoch) {
        static final Session NEEDS_ID = new Session(-1, (short) -1);
    }

    /**
     * A producer begins.
     *
     * @param expectedId    what it had, -1 where it had nothing
     * @param freshId       a producer id nobody has had, or -1 while none was fetched
     */
    Outcome<Session> init(String id, int timeoutMs, long expectedId, short expectedEpoch, long freshId) {
        Txn t = all.get(id);
        if (t == null) {
            return freshId < 0 ? Outcome.of(Session.NEEDS_ID) : began(Txn.fresh(id, freshId, timeoutMs, nowMs()));
        }
        boolean claims = expectedId >= 0;
        boolean other = claims && expectedId != t.producerId();
        if (other && !t.hadRunOut(expectedId, expectedEpoch)) throw new CoordinatorException(PRODUCER_FENCED);
        if (t.state().isPrepared()) throw new CoordinatorException(CONCURRENT_TRANSACTIONS);
        if (other || claims && expectedEpoch != t.epoch()) {
            boolean lostAnswer = t.previousEpoch() != Txn.NO_EPOCH && expectedEpoch == t.previousEpoch();
            if (!lostAnswer || t.state() == TxnState.ONGOING) throw new CoordinatorException(PRODUCER_FENCED);
            return Outcome.of(new Session(t.producerId(), t.epoch()));
        }
        if (t.state() == TxnState.ONGOING) return abortFirst(t);
        if (!t.isEpochExhausted()) return began(t.raised(timeoutMs, claims, nowMs()));
        return freshId < 0 ? Outcome.of(Session.NEEDS_ID) : began(t.under(freshId, timeoutMs, claims, nowMs()));
    }

    /** The record does not tell the epoch before; it is put in place when the record is committed. */
    private Outcome<Session> began(Txn next) {
        Outcome<Session> o = Outcome.of(List.of(next.record()), new Session(next.producerId(), next.epoch()));
        if (next.previousEpoch() == Txn.NO_EPOCH) return o;
        return new Outcome<>(o.records(), o.answer(), null, true, error -> {
            Txn now = all.get(next.id());
            boolean same = now != null && now.producerId() == next.producerId() && now.epoch() == next.epoch()
                    && now.state() == TxnState.EMPTY;
            if (same) all.put(next.id(), next);
        });
    }

    /** The one before left a transaction open: it is aborted, and the client comes again. */
    private Outcome<Session> abortFirst(Txn t) {
        Txn next = t.fenced(nowMs());
        return new Outcome<>(List.of(next.record()), null,
                java.util.concurrent.CompletableFuture.failedFuture(new CoordinatorException(CONCURRENT_TRANSACTIONS)),
                true, error -> decided(next, error));
    }

    // ---- what a producer does

    /** Takes partitions in, or throws. */
    Outcome<ErrorCode> add(String id, long producerId, short epoch, SortedSet<TopicPartition> partitions) {
        Txn t = require(id, producerId, epoch);
        if (t.state().isPrepared()) throw new CoordinatorException(CONCURRENT_TRANSACTIONS);
        boolean there = t.state() == TxnState.ONGOING && t.partitions().containsAll(partitions);
        if (there) return Outcome.of(ErrorCode.NONE);
        return Outcome.of(List.of(t.with(partitions, nowMs()).record()), ErrorCode.NONE);
    }

    /** Whether each partition is in the ongoing transaction (KIP-890), or throws what holds for all. */
    boolean verified(String id, long producerId, short epoch, TopicPartition p) {
        Txn t = require(id, producerId, epoch);
        if (t.state().isPrepared()) throw new CoordinatorException(CONCURRENT_TRANSACTIONS);
        return t.state() == TxnState.ONGOING && t.partitions().contains(p);
    }

    Outcome<ErrorCode> end(String id, long producerId, short epoch, boolean commit) {
        Txn t = require(id, producerId, epoch);
        ErrorCode already = switch (t.state()) {
            case ONGOING -> null;
            case COMPLETE_COMMIT -> commit ? ErrorCode.NONE : INVALID_TXN_STATE;
            case COMPLETE_ABORT -> commit ? INVALID_TXN_STATE : ErrorCode.NONE;
            case PREPARE_COMMIT -> commit ? CONCURRENT_TRANSACTIONS : INVALID_TXN_STATE;
            case PREPARE_ABORT -> commit ? INVALID_TXN_STATE : CONCURRENT_TRANSACTIONS;
            case EMPTY, DEAD, PREPARE_EPOCH_FENCE -> INVALID_TXN_STATE;
        };
        if (already != null) return Outcome.of(already);
        Txn next = t.prepared(commit, nowMs());
        return new Outcome<>(List.of(next.record()), ErrorCode.NONE, null, true, error -> decided(next, error));
    }

    /**
     * The same for a producer whose epoch is raised with every transaction (KIP-890 part 2): tells what it goes on
     * with. An abort is right also where there was nothing to abort.
     *
     * @param freshId a producer id nobody has had, or -1 while none was fetched
     */
    Outcome<Session> turn(String id, long producerId, short epoch, boolean commit, long freshId) {
        Txn t = all.get(id);
        if (t == null) throw new CoordinatorException(INVALID_PRODUCER_ID_MAPPING);
        if (t.isTurnOf(producerId, epoch)) return again(t, commit);
        require(id, producerId, epoch);
        if (t.state().isPrepared()) throw new CoordinatorException(CONCURRENT_TRANSACTIONS);
        if (t.state() != TxnState.ONGOING && (commit || !t.state().isOver())) {
            throw new CoordinatorException(INVALID_TXN_STATE);
        }
        if (t.isEpochExhausted() && freshId < 0) return Outcome.of(Session.NEEDS_ID);
        Txn next = t.turned(commit, freshId, nowMs());
        return new Outcome<>(List.of(next.record()), new Session(next.idAfter(), next.epochAfter()), null, true,
                error -> decided(next, error));
    }

    /** The answer to its end was lost, or is not there yet. */
    private static Outcome<Session> again(Txn t, boolean commit) {
        boolean committed = t.state() == TxnState.COMPLETE_COMMIT || t.state() == TxnState.PREPARE_COMMIT;
        boolean aborted = t.state() == TxnState.COMPLETE_ABORT || t.state() == TxnState.PREPARE_ABORT;
        if (!committed && !aborted) throw new CoordinatorException(PRODUCER_FENCED);
        if (committed != commit) throw new CoordinatorException(INVALID_TXN_STATE);
        if (t.state().isPrepared()) throw new CoordinatorException(CONCURRENT_TRANSACTIONS);
        return Outcome.of(new Session(t.producerId(), t.epoch()));
    }

    private Txn require(String id, long producerId, short epoch) {
        Txn t = all.get(id);
        if (t == null || t.producerId() != producerId) throw new CoordinatorException(INVALID_PRODUCER_ID_MAPPING);
        if (t.epoch() != epoch) throw new CoordinatorException(PRODUCER_FENCED);
        return t;
    }

    private void decided(Txn t, ErrorCode error) {
        if (error == ErrorCode.NONE) ends.begin(t);
    }

    // ---- ends and clean-up

    /** Every partition knows the end. */
    Outcome<Void> complete(String id, short epoch) {
        Txn t = all.get(id);
        if (t == null || t.epoch() != epoch || !t.state().isPrepared()) return Outcome.nothing();
        return Outcome.of(List.of(t.completed(nowMs()).record()));
    }

    private void abortOverdueLater() {
        context.timers().schedule("overdue", config.abortCheckMs(), () -> {
            abortOverdueLater();
            long now = nowMs();
            List<Txn> late = all.values().stream().filter(t -> t.state() == TxnState.ONGOING
                    && t.startedMs() + t.timeoutMs() < now).map(t -> t.fenced(now)).toList();
            return new Outcome<>(late.stream().map(Txn::record).toList(), null, null, true,
                    error -> late.forEach(t -> decided(t, error)));
        });
    }

    private void expireLater() {
        context.timers().schedule("expired", config.idExpirationCheckMs(), () -> {
            expireLater();
            List<LogRecord> gone = new ArrayList<>();
            for (Txn t : all.values()) {
                boolean old = nowMs() - t.updatedMs() >= config.idExpirationMs();
                if (old && t.state().isOver()) gone.add(Txn.tombstone(t.id()));
            }
            return Outcome.of(gone);
        });
    }
}
