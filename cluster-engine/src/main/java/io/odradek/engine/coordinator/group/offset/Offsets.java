package io.odradek.engine.coordinator.group.offset;

import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitKey;
import io.odradek.engine.wire.message.OffsetCommitValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Committed offsets of one shard, and those that wait for the end of their producer's transaction. Lane of the shard
 * only; changed by {@link #replay} and {@link #replayMarker} alone.
 */
public final class Offsets {
    private static final int EXPIRING_VALUE_VERSION = 1;
    private static final int VALUE_VERSION = 3;
    private static final int TOPIC_ID_VALUE_VERSION = 4;

    private final OffsetTable committed = new OffsetTable();
    private final Map<Long, OffsetTable> pending = new HashMap<>();

    /** The record of a commit. */
    public static LogRecord commit(String groupId, TopicPartition p, Committed c) {
        boolean hasId = !c.topicId().equals(Uuid.ZERO);
        int version = c.expiresAtMs() >= 0 ? EXPIRING_VALUE_VERSION : hasId ? TOPIC_ID_VALUE_VERSION : VALUE_VERSION;
        OffsetCommitValue value = new OffsetCommitValue().offset(c.offset()).leaderEpoch(c.leaderEpoch())
                .metadata(c.metadata()).commitTimestamp(c.committedAtMs()).expireTimestamp(c.expiresAtMs())
                .topicId(c.topicId());
        return LogRecord.of(OffsetCommitKey.RECORD_TYPE, key(groupId, p), value, version);
    }

    public static LogRecord tombstone(String groupId, TopicPartition p) {
        return LogRecord.tombstone(OffsetCommitKey.RECORD_TYPE, key(groupId, p));
    }

    private static OffsetCommitKey key(String groupId, TopicPartition p) {
        return new OffsetCommitKey().group(groupId).topic(p.topic()).partition(p.partition());
    }

    public void replay(long logOffset, long producerId, OffsetCommitKey key, OffsetCommitValue value) {
        TopicPartition p = new TopicPartition(key.topic(), key.partition());
        if (value == null) {
            committed.remove(key.group(), p);
            for (OffsetTable t : pending.values()) t.remove(key.group(), p);
            return;
        }
        Committed c = new Committed(value.offset(), value.leaderEpoch(), value.metadata(), value.commitTimestamp(),
                value.expireTimestamp(), value.topicId(), logOffset);
        if (producerId == Batch.NO_PRODUCER) committed.put(key.group(), p, c);
        else pending.computeIfAbsent(producerId, id -> new OffsetTable()).put(key.group(), p, c);
    }

    public void replayMarker(long producerId, boolean commit) {
        OffsetTable decided = pending.remove(producerId);
        if (decided == null || !commit) return;
        decided.forEach((g, p, c) -> {
            Committed now = committed.get(g, p.topic(), p.partition());
            if (now == null || now.logOffset() < c.logOffset()) committed.put(g, p, c);
        });
    }

    /** Null where nothing was committed. */
    public Committed get(String groupId, String topic, int partition) {
        return committed.get(groupId, topic, partition);
    }

    /** By topic and partition; not to be changed. */
    public Map<String, Map<Integer, Committed>> of(String groupId) {
        return committed.topics(groupId);
    }

    /** True while a transaction that commits this offset is not decided. */
    public boolean isPending(String groupId, String topic, int partition) {
        for (OffsetTable t : pending.values()) if (t.get(groupId, topic, partition) != null) return true;
        return false;
    }

    private boolean isPending(String groupId) {
        for (OffsetTable t : pending.values()) if (!t.topics(groupId).isEmpty()) return true;
        return false;
    }

    public int size() {
        return committed.size();
    }

    /** Every group that has offsets or will when a transaction commits. */
    public Set<String> groupIds() {
        Set<String> all = new HashSet<>(committed.groupIds());
        pending.values().forEach(t -> all.addAll(t.groupIds()));
        return all;
    }

    public boolean isEmpty(String groupId) {
        return committed.topics(groupId).isEmpty() && !isPending(groupId);
    }

    /** Tombstones of all offsets of a group, those that are pending included. */
    public List<LogRecord> tombstones(String groupId) {
        List<LogRecord> all = new ArrayList<>();
        committed.forEach(groupId, (g, p, c) -> all.add(tombstone(g, p)));
        pending.values().forEach(t -> t.forEach(groupId, (g, p, c) -> {
            if (committed.get(g, p.topic(), p.partition()) == null) all.add(tombstone(g, p));
        }));
        return all;
    }

    /** Tombstones of the offsets of topics that are gone. */
    public List<LogRecord> tombstonesOf(Predicate<String> topicGone) {
        List<LogRecord> all = new ArrayList<>();
        committed.forEach((g, p, c) -> {
            if (topicGone.test(p.topic())) all.add(tombstone(g, p));
        });
        return all;
    }

    /** Tombstones of the group's offsets that the judge finds overdue; pending ones are kept. */
    public List<LogRecord> overdue(String groupId, BiPredicate<String, Committed> judge) {
        List<LogRecord> all = new ArrayList<>();
        committed.forEach(groupId, (g, p, c) -> {
            if (!isPending(g, p.topic(), p.partition()) && judge.test(p.topic(), c)) all.add(tombstone(g, p));
        });
        return all;
    }
}
