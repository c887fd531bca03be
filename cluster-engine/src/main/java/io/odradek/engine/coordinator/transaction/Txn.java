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
 */
record Txn(String id, long producerId, short epoch, short previousEpoch, int timeoutMs, TxnState state,
           SortedSet<TopicPartition> partitions, long startedMs, long updatedMs) {
    static final short NO_EPOCH = -1;
    /** The last epoch is kept for fencing: a producer at the one before it gets a new id. */
    private static final short LAST_EPOCH = Short.MAX_VALUE - 1;
    private static final int VALUE_VERSION = 0;

    static Txn fresh(String id, long producerId, int timeoutMs, long nowMs) {
        return new Txn(id, producerId, (short) 0, NO_EPOCH, timeoutMs, TxnState.EMPTY, new TreeSet<>(), -1, nowMs);
    }

    boolean isEpochExhausted() {
        return epoch >= LAST_EPOCH;
    }

    /** A new session of the same producer: nothing is under way, whoever has the old epoch is fenced. */
    Txn raised(int newTimeoutMs, boolean remember, long nowMs) {
        return new Txn(id, producerId, (short) (epoch + 1), remember ? epoch : NO_EPOCH, newTimeoutMs, TxnState.EMPTY,
                new TreeSet<>(), -1, nowMs);
    }

    /** A new session under a new producer id, since epochs have run out. */
    Txn under(long newProducerId, int newTimeoutMs, long nowMs) {
        return fresh(id, newProducerId, newTimeoutMs, nowMs);
    }

    Txn with(SortedSet<TopicPartition> more, long nowMs) {
        SortedSet<TopicPartition> all = new TreeSet<>(state == TxnState.ONGOING ? partitions : List.of());
        all.addAll(more);
        return new Txn(id, producerId, epoch, previousEpoch, timeoutMs, TxnState.ONGOING, all,
                state == TxnState.ONGOING ? startedMs : nowMs, nowMs);
    }

    Txn prepared(boolean commit, long nowMs) {
        return new Txn(id, producerId, epoch, previousEpoch, timeoutMs,
                commit ? TxnState.PREPARE_COMMIT : TxnState.PREPARE_ABORT, partitions, startedMs, nowMs);
    }

    /** Aborts against the producer's will: it is fenced by the next epoch. */
    Txn fenced(long nowMs) {
        return new Txn(id, producerId, (short) (epoch + 1), NO_EPOCH, timeoutMs, TxnState.PREPARE_ABORT, partitions,
                startedMs, nowMs);
    }

    Txn completed(long nowMs) {
        return new Txn(id, producerId, epoch, previousEpoch, timeoutMs, state == TxnState.PREPARE_COMMIT
                ? TxnState.COMPLETE_COMMIT : TxnState.COMPLETE_ABORT, new TreeSet<>(), startedMs, nowMs);
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
        return LogRecord.of(TransactionLogKey.RECORD_TYPE, key(id), value, VALUE_VERSION);
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
                v.transactionLastUpdateTimestampMs());
    }
}
