package io.odradek.engine.coordinator.transaction;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.message.TransactionLogKey;
import io.odradek.engine.wire.message.TransactionLogValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A transactional id and its newest transaction. Never changes.
 *
 * @param previousEpoch of the producer before its epoch was raised, -1 where there was none: a client that lost the
 *                      answer may still name it; not durable, as in Kafka
 * @param startedMs     -1 while there is no transaction
 * @param turn          how the epoch is raised from transaction to transaction (KIP-890)
 */
record Txn(String id, long producerId, short epoch, short previousEpoch, int timeoutMs, TxnState state,
           SortedSet<TopicPartition> partitions, long startedMs, long updatedMs, Turn turn) {

    /**
     * The epoch's turn with a transaction's end; all of it is durable.
     *
     * @param version    of the client's protocol, as its last end showed: 2 raises the epoch
     * @param previousId that the producer had before its epochs ran out; -1: none
     * @param nextId     that it gets when the end is complete, since its epochs have run out; -1: it keeps its own
     */
    record Turn(short version, long previousId, long nextId) {
        static final Turn NONE = new Turn((short) 0, -1, -1);
    }

    /** Where every transaction has its own epoch. */
    static final short EPOCHS = 2;
    static final short NO_EPOCH = -1;
    /** The last epoch is kept for fencing: a producer at the one before it gets a new id. */
    private static final short LAST_EPOCH = Short.MAX_VALUE - 1;
    /** The first with room for turns; not before they are needed, so that older brokers read the others. */
    private static final int TURN_VALUE_VERSION = 1;

    static Txn fresh(String id, long producerId, int timeoutMs, long nowMs) {
        return new Txn(id, producerId, (short) 0, NO_EPOCH, timeoutMs, TxnState.EMPTY, new TreeSet<>(), -1, nowMs,
                Turn.NONE);
    }

    boolean isEpochExhausted() {
        return epoch >= LAST_EPOCH;
    }

    /** A new session of the same producer: nothing is under way, whoever has the old epoch is fenced. */
    Txn raised(int newTimeoutMs, boolean remember, long nowMs) {
        return new Txn(id, producerId, (short) (epoch + 1), remember ? epoch : NO_EPOCH, newTimeoutMs, TxnState.EMPTY,
                new TreeSet<>(), -1, nowMs, Turn.NONE);
    }

    /** A new session under a new producer id, since epochs have run out. */
    Txn under(long newProducerId, int newTimeoutMs, boolean remember, long nowMs) {
        return new Txn(id, newProducerId, (short) 0, remember ? epoch : NO_EPOCH, newTimeoutMs, TxnState.EMPTY,
                new TreeSet<>(), -1, nowMs, remember ? new Turn((short) 0, producerId, -1) : Turn.NONE);
    }

    /** Whether this is what the producer had when its epochs ran out, the last time. */
    boolean hadRunOut(long oldId, short oldEpoch) {
        return oldId == turn.previousId && oldEpoch >= LAST_EPOCH;
    }

    Txn with(SortedSet<TopicPartition> more, long nowMs) {
        SortedSet<TopicPartition> all = new TreeSet<>(state == TxnState.ONGOING ? partitions : List.of());
        all.addAll(more);
        return new Txn(id, producerId, epoch, previousEpoch, timeoutMs, TxnState.ONGOING, all,
                state == TxnState.ONGOING ? startedMs : nowMs, nowMs, turn);
    }

    Txn prepared(boolean commit, long nowMs) {
        return new Txn(id, producerId, epoch, previousEpoch, timeoutMs,
                commit ? TxnState.PREPARE_COMMIT : TxnState.PREPARE_ABORT, partitions, startedMs, nowMs, Turn.NONE);
    }

    /** The same with the next epoch, which the markers carry and the next transaction has (KIP-890 part 2). */
    Txn turned(boolean commit, long freshId, long nowMs) {
        boolean open = state == TxnState.ONGOING;
        return new Txn(id, producerId, (short) (epoch + 1), epoch, timeoutMs,
                commit ? TxnState.PREPARE_COMMIT : TxnState.PREPARE_ABORT, open ? partitions : new TreeSet<>(),
                open ? startedMs : nowMs, nowMs, new Turn(EPOCHS, turn.previousId, isEpochExhausted() ? freshId : -1));
    }

    /** What the producer goes on with. */
    long idAfter() {
        return turn.nextId >= 0 ? turn.nextId : producerId;
    }

    short epochAfter() {
        return turn.nextId >= 0 ? 0 : epoch;
    }

    /** Whether a producer that names this has not heard of its transaction's end. */
    boolean isTurnOf(long oldId, short oldEpoch) {
        if (turn.version < EPOCHS) return false;
        if (oldId == producerId) return oldEpoch == epoch - 1;
        return oldId == turn.previousId && epoch == 0 && oldEpoch == LAST_EPOCH;
    }

    /** Aborts against the producer's will: it is fenced by the next epoch. */
    Txn fenced(long nowMs) {
        return new Txn(id, producerId, (short) (epoch + 1), NO_EPOCH, timeoutMs, TxnState.PREPARE_ABORT, partitions,
                startedMs, nowMs, Turn.NONE);
    }

    Txn completed(long nowMs) {
        Turn done = new Turn(turn.version, turn.nextId >= 0 ? producerId : turn.previousId, -1);
        return new Txn(id, idAfter(), epochAfter(), previousEpoch, timeoutMs, state == TxnState.PREPARE_COMMIT
                ? TxnState.COMPLETE_COMMIT : TxnState.COMPLETE_ABORT, new TreeSet<>(), startedMs, nowMs, done);
    }

    Map<String, List<Integer>> byTopic() {
        Map<String, List<Integer>> all = new TreeMap<>();
        partitions.forEach(p -> all.computeIfAbsent(p.topic(), t -> new ArrayList<>()).add(p.partition()));
        return all;
    }

    LogRecord record() {
        List<TransactionLogValue.PartitionsSchema> topics = new ArrayList<>();
        byTopic().forEach((t, p) -> topics.add(new TransactionLogValue.PartitionsSchema().topic(t).partitionIds(p)));
        TransactionLogValue value = new TransactionLogValue().producerId(producerId).producerEpoch(epoch)
                .transactionTimeoutMs(timeoutMs).transactionStatus(state.code())
                .transactionPartitions(state == TxnState.EMPTY ? null : topics)
                .transactionLastUpdateTimestampMs(updatedMs).transactionStartTimestampMs(startedMs);
        boolean turns = turn.version >= EPOCHS;
        if (turns) {
            value.clientTransactionVersion(turn.version).previousProducerId(turn.previousId)
                    .nextProducerId(turn.nextId).nextProducerEpoch((short) (turn.nextId >= 0 ? 0 : -1));
        }
        return LogRecord.of(TransactionLogKey.RECORD_TYPE, key(id), value, turns ? TURN_VALUE_VERSION : 0);
    }

    static LogRecord tombstone(String id) {
        return LogRecord.tombstone(TransactionLogKey.RECORD_TYPE, key(id));
    }

    private static TransactionLogKey key(String id) {
        return new TransactionLogKey().transactionalId(id);
    }

    /** @param previousEpoch what is known of it here, since the record does not tell */
    static Txn read(String id, TransactionLogValue v, short previousEpoch) {
        SortedSet<TopicPartition> partitions = new TreeSet<>();
        if (v.transactionPartitions() != null) {
            v.transactionPartitions().forEach(t ->
                    t.partitionIds().forEach(p -> partitions.add(new TopicPartition(t.topic(), p))));
        }
        return new Txn(id, v.producerId(), v.producerEpoch(), previousEpoch, v.transactionTimeoutMs(),
                TxnState.of(v.transactionStatus()), partitions, v.transactionStartTimestampMs(),
                v.transactionLastUpdateTimestampMs(),
                new Turn(v.clientTransactionVersion(), v.previousProducerId(), v.nextProducerId()));
    }
}
