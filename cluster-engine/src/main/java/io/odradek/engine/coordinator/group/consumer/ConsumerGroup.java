package io.odradek.engine.coordinator.group.consumer;

import static io.odradek.engine.wire.ErrorCode.GROUP_ID_NOT_FOUND;
import static io.odradek.engine.wire.ErrorCode.ILLEGAL_GENERATION;
import static io.odradek.engine.wire.ErrorCode.NON_EMPTY_GROUP;
import static io.odradek.engine.wire.ErrorCode.STALE_MEMBER_EPOCH;
import static io.odradek.engine.wire.ErrorCode.UNKNOWN_MEMBER_ID;
import static io.odradek.engine.wire.ErrorCode.UNSUPPORTED_VERSION;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A group of the consumer protocol. Its epoch grows when what is to be assigned changes, the assignment's epoch
 * follows, and each member's epoch follows that. Lane of the shard only; changed by replay alone.
 */
public final class ConsumerGroup implements Group {
    private static final int MEMBER_EPOCH_SINCE = 9;

    private final String groupId;
    private int epoch;
    private long metadataHash;
    private int assignmentEpoch;
    private final Map<String, ConsumerMember> members = new LinkedHashMap<>();
    private final Map<String, Progress> progress = new HashMap<>();
    private final Map<String, Partitions> targets = new HashMap<>();
    private final Map<String, String> staticMembers = new HashMap<>();
    /** Partition to the member that has it or is giving it back. */
    private final Map<Uuid, Map<Integer, String>> owners = new HashMap<>();
    private final Map<String, Set<String>> regexes = new TreeMap<>();
    private final Map<String, Integer> topicCounts = new HashMap<>();
    private final Map<String, Integer> regexCounts = new HashMap<>();
    /** The picture that the hash and the regexes were last compared with; not durable. */
    ClusterImage checkedWith;

    ConsumerGroup(String groupId) {
        this.groupId = groupId;
    }

    @Override
    public String groupId() {
        return groupId;
    }

    @Override
    public String type() {
        return "consumer";
    }

    @Override
    public String protocolType() {
        return "consumer";
    }

    @Override
    public String stateName() {
        if (members.isEmpty()) return "Empty";
        if (epoch > assignmentEpoch) return "Assigning";
        for (String id : members.keySet()) {
            Progress p = progress(id);
            if (p.state() != MemberState.STABLE || p.epoch() != assignmentEpoch) return "Reconciling";
        }
        return "Stable";
    }

    @Override
    public boolean isEmpty() {
        return members.isEmpty();
    }

    int epoch() {
        return epoch;
    }

    long metadataHash() {
        return metadataHash;
    }

    int assignmentEpoch() {
        return assignmentEpoch;
    }

    Map<String, ConsumerMember> members() {
        return members;
    }

    ConsumerMember member(String id) {
        return members.get(id);
    }

    String memberOf(String instanceId) {
        return instanceId == null ? null : staticMembers.get(instanceId);
    }

    Progress progress(String memberId) {
        return progress.getOrDefault(memberId, Progress.NEW);
    }

    Partitions target(String memberId) {
        return targets.getOrDefault(memberId, Partitions.NONE);
    }

    boolean isFree(Uuid topic, int partition) {
        Map<Integer, String> of = owners.get(topic);
        return of == null || !of.containsKey(partition);
    }

    /** What each regular expression in use was last found to match. */
    Map<String, Set<String>> regexes() {
        return regexes;
    }

    boolean usesRegex(String regex) {
        return regexCounts.containsKey(regex);
    }

    Set<String> namedTopics() {
        return topicCounts.keySet();
    }

    // ---- replay

    void replayEpoch(int newEpoch, long hash) {
        epoch = newEpoch;
        metadataHash = hash;
    }

    void replayAssignmentEpoch(int newEpoch) {
        assignmentEpoch = newEpoch;
    }

    void replayMember(String memberId, ConsumerMember m) {
        ConsumerMember old = m == null ? members.remove(memberId) : members.put(memberId, m);
        if (old != null) {
            old.topics().forEach(t -> topicCounts.computeIfPresent(t, (k, n) -> n > 1 ? n - 1 : null));
            if (old.hasRegex()) regexCounts.computeIfPresent(old.regex(), (k, n) -> n > 1 ? n - 1 : null);
            if (old.instanceId() != null) staticMembers.remove(old.instanceId(), memberId);
        }
        if (m == null) return;
        m.topics().forEach(t -> topicCounts.merge(t, 1, Integer::sum));
        if (m.hasRegex()) regexCounts.merge(m.regex(), 1, Integer::sum);
        if (m.instanceId() != null) staticMembers.put(m.instanceId(), memberId);
    }

    void replayTarget(String memberId, Partitions target) {
        if (target == null) targets.remove(memberId);
        else targets.put(memberId, target);
    }

    void replayProgress(String memberId, Progress p) {
        Progress old = p == null ? progress.remove(memberId) : progress.put(memberId, p);
        if (old != null) {
            own(old.assigned(), memberId, false);
            own(old.revoking(), memberId, false);
        }
        if (p != null) {
            own(p.assigned(), memberId, true);
            own(p.revoking(), memberId, true);
        }
    }

    private void own(Partitions some, String memberId, boolean take) {
        some.forEach((t, p) -> {
            if (take) owners.computeIfAbsent(t, k -> new HashMap<>()).put(p, memberId);
            else if (owners.containsKey(t)) owners.get(t).remove(p, memberId);
        });
    }

    void replayRegex(String regex, Set<String> topics) {
        if (topics == null) regexes.remove(regex);
        else regexes.put(regex, topics);
    }

    // ---- may they

    ConsumerMember require(String memberId) {
        ConsumerMember m = members.get(memberId);
        if (m == null) {
            throw new CoordinatorException(UNKNOWN_MEMBER_ID, "Member " + memberId + " is not a member of group "
                    + groupId + ".");
        }
        return m;
    }

    @Override
    public void validateOffsetCommit(OffsetCommitter by) {
        if (by.generationOrEpoch() < 0 && members.isEmpty()) return;
        if (by.transactional() && by.isOutsider()) return;
        ConsumerMember m = require(by.memberId());
        boolean classic = m.classic() != null;
        if (!classic && !by.transactional() && by.apiVersion() < MEMBER_EPOCH_SINCE) {
            throw new CoordinatorException(UNSUPPORTED_VERSION);
        }
        if (by.generationOrEpoch() == progress(by.memberId()).epoch()) return;
        throw new CoordinatorException(classic || by.transactional() ? ILLEGAL_GENERATION : STALE_MEMBER_EPOCH);
    }

    @Override
    public void validateOffsetFetch(String memberId, int memberEpoch) {
        if (memberId == null || memberId.isEmpty() || memberEpoch < 0) return;
        require(memberId);
        if (memberEpoch != progress(memberId).epoch()) throw new CoordinatorException(STALE_MEMBER_EPOCH);
    }

    @Override
    public void validateOffsetDelete() {}

    @Override
    public void validateDelete() {
        if (epoch == 0 && members.isEmpty()) throw new CoordinatorException(GROUP_ID_NOT_FOUND);
        if (!members.isEmpty()) throw new CoordinatorException(NON_EMPTY_GROUP);
    }

    @Override
    public boolean isSubscribedTo(String topic) {
        if (topicCounts.containsKey(topic)) return true;
        for (String r : regexCounts.keySet()) if (regexes.getOrDefault(r, Set.of()).contains(topic)) return true;
        return false;
    }

    @Override
    public long offsetsIdleSinceMs() {
        return -1;
    }

    @Override
    public List<LogRecord> tombstones() {
        List<LogRecord> all = new ArrayList<>();
        for (String id : members.keySet()) {
            all.add(ConsumerRecords.noProgress(groupId, id));
            all.add(ConsumerRecords.noTarget(groupId, id));
        }
        all.add(ConsumerRecords.noTargetEpoch(groupId));
        regexes.keySet().forEach(r -> all.add(ConsumerRecords.noRegex(groupId, r)));
        members.keySet().forEach(id -> all.add(ConsumerRecords.noMember(groupId, id)));
        all.add(ConsumerRecords.noGroup(groupId));
        return all;
    }
}
