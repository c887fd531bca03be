package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes to a group that are not written yet: what the group would be, and the records that make it so. Lives for one
 * event. The group itself stays as it is until the records are replayed.
 */
final class StreamsDraft {
    private final GroupWorld world;
    private final StreamsGroup group;
    private final String id;
    private final ClusterImage image;
    private final List<LogRecord> records = new ArrayList<>();
    private final Map<String, StreamsMember> members = new HashMap<>();
    private final Map<String, TaskSets> targets = new HashMap<>();
    private StreamsGroupTopologyValue topology;
    private Setup setup;
    private int epoch;
    private int assignmentEpoch;

    StreamsDraft(GroupWorld world, StreamsGroup group) {
        this.world = world;
        this.group = group;
        this.id = group.groupId();
        this.image = world.image().get();
        this.topology = group.topology();
        this.epoch = group.epoch();
        this.assignmentEpoch = group.assignmentEpoch();
    }

    List<LogRecord> records() {
        return records;
    }

    int assignmentEpoch() {
        return assignmentEpoch;
    }

    /** Null where the group has none. */
    StreamsGroupTopologyValue topology() {
        return topology;
    }

    TaskSets target(String memberId) {
        return targets.containsKey(memberId) ? targets.get(memberId) : group.target(memberId);
    }

    private Map<String, StreamsMember> everyone() {
        Map<String, StreamsMember> all = new HashMap<>(group.members());
        members.forEach((k, m) -> {
            if (m == null) all.remove(k);
            else all.put(k, m);
        });
        return all;
    }

    // ---- steps

    /** Takes what a member says of itself; true when that asks for another assignment. */
    boolean put(StreamsMember m) {
        StreamsMember old = group.members().get(m.memberId());
        if (m.equals(old)) return false;
        members.put(m.memberId(), m);
        records.add(StreamsRecords.member(id, m));
        return old == null || !m.isPlacedAs(old);
    }

    void topology(StreamsGroupTopologyValue v) {
        topology = v;
        setup = null;
        records.add(StreamsRecords.topology(id, v));
    }

    void progress(String memberId, StreamsProgress p) {
        records.add(StreamsRecords.progress(id, memberId, p));
    }

    void remove(String memberId) {
        members.put(memberId, null);
        records.add(StreamsRecords.noProgress(id, memberId));
        records.add(StreamsRecords.noTarget(id, memberId));
        records.add(StreamsRecords.noMember(id, memberId));
    }

    /** What the topology comes to; null where there is none. */
    Setup setup() {
        if (topology == null) return null;
        if (topology == group.topology()) return group.setup(image);
        if (setup == null) setup = Setup.of(topology, image);
        return setup;
    }

    private boolean isReady() {
        return setup() != null && setup().problems().isEmpty();
    }

    /** Raises the group's epoch where something that the assignment rests on has changed. */
    void raiseEpoch(boolean changed) {
        long hash = setup() == null ? 0 : setup().hash();
        int standbys = world.config().streamsStandbys();
        int validated = isReady() ? topology.epoch() : -1;
        boolean same = hash == group.metadataHash() && validated == group.validatedTopologyEpoch()
                && standbys == group.standbys();
        if (!changed && same && group.epoch() > 0) return;
        epoch++;
        records.add(StreamsRecords.group(id, epoch, hash, validated, standbys));
    }

    boolean isBehind() {
        return epoch > assignmentEpoch;
    }

    /** Calculates who is meant to have what; nobody has anything while the topology cannot run. */
    void assign() {
        if (!isBehind()) return;
        List<Task> stateful = new ArrayList<>();
        List<Task> stateless = new ArrayList<>();
        if (isReady()) {
            for (Subtopology s : topology.subtopologies()) {
                List<Task> into = s.stateChangelogTopics().isEmpty() ? stateless : stateful;
                int count = setup().tasks(s);
                for (int p = 0; p < count; p++) into.add(new Task(s.subtopologyId(), p));
            }
        }
        List<StickyAssignor.Member> wanting = new ArrayList<>();
        everyone().values().forEach(m -> wanting.add(
                new StickyAssignor.Member(m.memberId(), m.processId(), target(m.memberId()))));
        StickyAssignor.assign(wanting, stateful, stateless, world.config().streamsStandbys()).forEach((m, t) -> {
            boolean fresh = !group.members().containsKey(m);
            if (!fresh && t.equals(target(m))) return;
            targets.put(m, t);
            records.add(StreamsRecords.target(id, m, t));
        });
        assignmentEpoch = epoch;
        records.add(StreamsRecords.targetEpoch(id, epoch, world.nowMs()));
    }
}
