package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.epoch.EpochGroup;
import io.odradek.engine.coordinator.group.epoch.EpochRecords;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A group of a Streams program. Lane of the shard only; changed by replay alone, but for what says so. */
final class StreamsGroup extends EpochGroup<StreamsMember, TaskSets> {
    private int validatedTopologyEpoch = -1;
    private int standbys;
    private StreamsGroupTopologyValue topology;
    private final TaskOwners owners = new TaskOwners(id -> member(id) == null ? null : member(id).processId());
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
        super(groupId, "streams", TaskSets.NONE);
    }

    @Override
    public String stateName() {
        boolean ready = topology != null && topology.epoch() == validatedTopologyEpoch;
        return isEmpty() || ready ? super.stateName() : "NotReady";
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

    TaskOwners owners() {
        return owners;
    }

    TaskReport report(String memberId) {
        return reports.getOrDefault(memberId, TaskReport.NONE);
    }

    /** True for members that tell how far their stores have come: clients since 4.4 do. */
    boolean hasReport(String memberId) {
        return reports.containsKey(memberId);
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

    void replaySettings(int newTopologyEpoch, int newStandbys) {
        validatedTopologyEpoch = newTopologyEpoch;
        standbys = newStandbys;
    }

    void replayTopology(StreamsGroupTopologyValue v) {
        if (topology == null || v == null || v.epoch() != topology.epoch()) description = null;
        topology = v;
        setup = null;
    }

    @Override
    public boolean isSubscribedTo(String topic) {
        return !isEmpty() && subtopologyReading(topic) != null;
    }

    private Subtopology subtopologyReading(String topic) {
        if (topology == null) return null;
        for (Subtopology s : topology.subtopologies()) if (Setup.reads(s, topic)) return s;
        return null;
    }

    // ---- of this kind

    @Override
    protected EpochRecords<StreamsMember, TaskSets> records() {
        return StreamsRecords.ALL;
    }

    @Override
    protected List<LogRecord> ownTombstones() {
        return List.of(StreamsRecords.noTopology(groupId()));
    }

    @Override
    protected void memberChanged(StreamsMember before, StreamsMember now) {
        endpointEpoch++;
        if (now == null && before != null) reports.remove(before.memberId());
        if (isEmpty()) {
            shutDownBy = null;
            delayedUntilMs = -1;
        }
    }

    @Override
    protected void progressChanged(String memberId, Progress<TaskSets> before, Progress<TaskSets> now) {
        endpointEpoch++;
        if (before != null) {
            owners.give(memberId, before.assigned());
            owners.give(memberId, before.revoking());
        }
        if (now != null) {
            owners.take(memberId, now.assigned());
            owners.take(memberId, now.revoking());
        }
    }

    /** A member whose epoch was just raised may still fetch by the one before: its answer is on the way. */
    @Override
    protected boolean mayFetch(Progress<TaskSets> p, int memberEpoch) {
        return memberEpoch == p.epoch() || memberEpoch == p.previousEpoch();
    }

    @Override
    protected int since(Progress<TaskSets> p, String topic, Uuid id, int partition) {
        Subtopology s = subtopologyReading(topic);
        if (s == null) return -1;
        Task task = new Task(s.subtopologyId(), partition);
        return p.since(some -> some.active().contains(task));
    }
}
