package io.odradek.engine.coordinator.group.streams;

import static io.odradek.engine.wire.ErrorCode.GROUP_ID_NOT_FOUND;
import static io.odradek.engine.wire.ErrorCode.ILLEGAL_GENERATION;
import static io.odradek.engine.wire.ErrorCode.NON_EMPTY_GROUP;
import static io.odradek.engine.wire.ErrorCode.STALE_MEMBER_EPOCH;
import static io.odradek.engine.wire.ErrorCode.UNKNOWN_MEMBER_ID;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of a Streams program. Its epoch grows when what is to be assigned changes, the assignment's epoch follows,
 * and each member's epoch follows that. Lane of the shard only; changed by replay alone, but for what says so.
 */
final class StreamsGroup implements Group {
    private final String groupId;
    private int epoch;
    private long metadataHash;
    private int assignmentEpoch;
    private int validatedTopologyEpoch = -1;
    private int standbys;
    private StreamsGroupTopologyValue topology;
    private final Map<String, StreamsMember> members = new LinkedHashMap<>();
    private final Map<String, StreamsProgress> progress = new HashMap<>();
    private final Map<String, TaskSets> targets = new HashMap<>();
    private final TaskOwners owners = new TaskOwners(id -> members.containsKey(id) ? members.get(id).processId()
            : null);
    private Setup setup;
    private ClusterImage setUpWith;
    /** Not durable, as the rest below: members tell it again. */
    private final Map<String, TaskReport> reports = new HashMap<>();
    private int endpointEpoch;
    /** Until when the first assignment waits for more members, in the clock's milliseconds; -1: it does not. */
    long delayedUntilMs = -1;
    /** The member that asked everybody to stop, or null. */
    String shutDownBy;
    /** Of the topology, as a member described it (KIP-1331); null until one did. */
    StreamsGroupDescribeResponse.TopologyDescription description;

    StreamsGroup(String groupId) {
        this.groupId = groupId;
    }

    @Override
    public String groupId() {
        return groupId;
    }

    @Override
    public String type() {
        return "streams";
    }

    @Override
    public String protocolType() {
        return "streams";
    }

    @Override
    public String stateName() {
        if (members.isEmpty()) return "Empty";
        if (topology == null || topology.epoch() != validatedTopologyEpoch) return "NotReady";
        if (epoch > assignmentEpoch) return "Assigning";
        for (String id : members.keySet()) {
            StreamsProgress p = progress(id);
            if (p.state() != StreamsProgress.State.STABLE || p.epoch() != assignmentEpoch) return "Reconciling";
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

    int validatedTopologyEpoch() {
        return validatedTopologyEpoch;
    }

    int standbys() {
        return standbys;
    }

    /** Null before a member brought one. */
    StreamsGroupTopologyValue topology() {
        return topology;
    }

    Map<String, StreamsMember> members() {
        return members;
    }

    StreamsProgress progress(String memberId) {
        return progress.getOrDefault(memberId, StreamsProgress.NEW);
    }

    TaskSets target(String memberId) {
        return targets.getOrDefault(memberId, TaskSets.NONE);
    }

    TaskOwners owners() {
        return owners;
    }

    TaskReport report(String memberId) {
        return reports.getOrDefault(memberId, TaskReport.NONE);
    }

    void report(String memberId, TaskReport r) {
        reports.put(memberId, r);
    }

    /** Grows when members' endpoints or tasks change. */
    int endpointEpoch() {
        return endpointEpoch;
    }

    /** What this topology comes to in the cluster as it is; null where there is none. */
    Setup setup(ClusterImage image) {
        if (topology == null) return null;
        if (setup == null || setUpWith != image) {
            setup = Setup.of(topology, image);
            setUpWith = image;
        }
        return setup;
    }

    // ---- replay

    void replayEpoch(int newEpoch, long hash, int newTopologyEpoch, int newStandbys) {
        epoch = newEpoch;
        metadataHash = hash;
        validatedTopologyEpoch = newTopologyEpoch;
        standbys = newStandbys;
    }

    void replayAssignmentEpoch(int newEpoch) {
        assignmentEpoch = newEpoch;
    }

    void replayTopology(StreamsGroupTopologyValue v) {
        if (topology == null || v == null || v.epoch() != topology.epoch()) description = null;
        topology = v;
        setup = null;
    }

    void replayMember(String memberId, StreamsMember m) {
        endpointEpoch++;
        if (m != null) {
            members.put(memberId, m);
            return;
        }
        members.remove(memberId);
        reports.remove(memberId);
        if (members.isEmpty()) {
            shutDownBy = null;
            delayedUntilMs = -1;
        }
    }

    void replayTarget(String memberId, TaskSets target) {
        if (target == null) targets.remove(memberId);
        else targets.put(memberId, target);
    }

    void replayProgress(String memberId, StreamsProgress p) {
        endpointEpoch++;
        StreamsProgress old = p == null ? progress.remove(memberId) : progress.put(memberId, p);
        if (old != null) {
            owners.give(memberId, old.assigned());
            owners.give(memberId, old.revoking());
        }
        if (p != null) {
            owners.take(memberId, p.assigned());
            owners.take(memberId, p.revoking());
        }
    }

    // ---- may they

    StreamsMember require(String memberId) {
        StreamsMember m = members.get(memberId);
        if (m == null) {
            throw new CoordinatorException(UNKNOWN_MEMBER_ID, "Member " + memberId + " is not a member of group "
                    + groupId + ".");
        }
        return m;
    }

    /** A member whose epoch was just raised may still commit by the one before: its answer is on the way. */
    @Override
    public void validateOffsetCommit(OffsetCommitter by) {
        if (by.generationOrEpoch() < 0 && members.isEmpty()) return;
        if (by.transactional() && by.isOutsider()) return;
        require(by.memberId());
        StreamsProgress p = progress(by.memberId());
        if (by.generationOrEpoch() == p.epoch() || by.generationOrEpoch() == p.previousEpoch()) return;
        throw new CoordinatorException(by.transactional() ? ILLEGAL_GENERATION : STALE_MEMBER_EPOCH);
    }

    @Override
    public void validateOffsetFetch(String memberId, int memberEpoch) {
        if (memberId == null || memberId.isEmpty() || memberEpoch < 0) return;
        require(memberId);
        StreamsProgress p = progress(memberId);
        if (memberEpoch != p.epoch() && memberEpoch != p.previousEpoch()) {
            throw new CoordinatorException(STALE_MEMBER_EPOCH);
        }
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
        if (topology == null || members.isEmpty()) return false;
        return topology.subtopologies().stream().anyMatch(s -> s.sourceTopics().contains(topic)
                || s.repartitionSourceTopics().stream().anyMatch(t -> t.name().equals(topic)));
    }

    @Override
    public long offsetsIdleSinceMs() {
        return -1;
    }

    @Override
    public List<LogRecord> tombstones() {
        List<LogRecord> all = new ArrayList<>();
        for (String id : members.keySet()) {
            all.add(StreamsRecords.noProgress(groupId, id));
            all.add(StreamsRecords.noTarget(groupId, id));
        }
        all.add(StreamsRecords.noTargetEpoch(groupId));
        members.keySet().forEach(id -> all.add(StreamsRecords.noMember(groupId, id)));
        all.add(StreamsRecords.noTopology(groupId));
        all.add(StreamsRecords.noGroup(groupId));
        return all;
    }
}
