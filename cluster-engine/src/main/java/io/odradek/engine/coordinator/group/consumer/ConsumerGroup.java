package io.odradek.engine.coordinator.group.consumer;

import static io.odradek.engine.wire.ErrorCode.ILLEGAL_GENERATION;
import static io.odradek.engine.wire.ErrorCode.STALE_MEMBER_EPOCH;
import static io.odradek.engine.wire.ErrorCode.UNSUPPORTED_VERSION;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.epoch.EpochGroup;
import io.odradek.engine.coordinator.group.epoch.EpochRecords;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A group of the consumer protocol. Lane of the shard only; changed by replay alone. */
public final class ConsumerGroup extends EpochGroup<ConsumerMember, Partitions> {
    private static final int MEMBER_EPOCH_SINCE = 9;

    /** Partition to the member that has it or is giving it back. */
    private final Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
    private final Map<String, Set<String>> regexes = new TreeMap<>();
    private final Map<String, Integer> topicCounts = new HashMap<>();
    private final Map<String, Integer> regexCounts = new HashMap<>();
    private int classicMembers;
    /** The picture that the hash and the regexes were last compared with; not durable. */
    ClusterImage checkedWith;

    ConsumerGroup(String groupId) {
        super(groupId, "consumer", Partitions.NONE);
    }

    boolean isFree(Uuid topic, int partition) {
        Map<Integer, String> of = owners.get(topic);
        return of == null || !of.containsKey(partition);
    }

    /** What each regular expression in use was last found to match. */
    Map<String, Set<String>> regexes() {
        return regexes;
    }

    /** How many members name each topic. */
    Map<String, Integer> namedTopics() {
        return topicCounts;
    }

    /** How many members have each expression. */
    Map<String, Integer> usedRegexes() {
        return regexCounts;
    }

    boolean hasClassicMembers() {
        return classicMembers > 0;
    }

    void replayRegex(String regex, Set<String> topics) {
        if (topics == null) regexes.remove(regex);
        else regexes.put(regex, topics);
    }

    @Override
    public boolean isSubscribedTo(String topic) {
        if (topicCounts.containsKey(topic)) return true;
        for (String r : regexCounts.keySet()) if (regexes.getOrDefault(r, Set.of()).contains(topic)) return true;
        return false;
    }

    // ---- of this kind

    @Override
    protected EpochRecords<ConsumerMember, Partitions> records() {
        return ConsumerRecords.ALL;
    }

    @Override
    protected List<LogRecord> ownTombstones() {
        return regexes.keySet().stream().map(r -> ConsumerRecords.noRegex(groupId(), r)).toList();
    }

    @Override
    protected void memberChanged(ConsumerMember before, ConsumerMember now) {
        if (before != null) {
            before.topics().forEach(t -> topicCounts.computeIfPresent(t, (k, n) -> n > 1 ? n - 1 : null));
            if (before.hasRegex()) regexCounts.computeIfPresent(before.regex(), (k, n) -> n > 1 ? n - 1 : null);
            if (before.classic() != null) classicMembers--;
        }
        if (now == null) return;
        now.topics().forEach(t -> topicCounts.merge(t, 1, Integer::sum));
        if (now.hasRegex()) regexCounts.merge(now.regex(), 1, Integer::sum);
        if (now.classic() != null) classicMembers++;
    }

    @Override
    protected void progressChanged(String memberId, Progress<Partitions> before, Progress<Partitions> now) {
        if (before != null) {
            own(before.assigned(), memberId, false);
            own(before.revoking(), memberId, false);
        }
        if (now != null) {
            own(now.assigned(), memberId, true);
            own(now.revoking(), memberId, true);
        }
    }

    private void own(Partitions some, String memberId, boolean take) {
        some.forEach((t, p) -> {
            if (take) owners.computeIfAbsent(t, k -> new HashMap<>()).put(p, memberId);
            else if (owners.containsKey(t)) owners.get(t).remove(p, memberId);
        });
    }

    @Override
    protected void validate(ConsumerMember m, OffsetCommitter by) {
        boolean old = m.classic() == null && !by.transactional() && by.apiVersion() < MEMBER_EPOCH_SINCE;
        if (old) throw new CoordinatorException(UNSUPPORTED_VERSION);
    }

    @Override
    protected ErrorCode stale(ConsumerMember m) {
        return m.classic() != null ? ILLEGAL_GENERATION : STALE_MEMBER_EPOCH;
    }

    @Override
    protected int since(Progress<Partitions> p, String topic, Uuid id, int partition) {
        return p.since(some -> some.contains(id, partition));
    }
}
