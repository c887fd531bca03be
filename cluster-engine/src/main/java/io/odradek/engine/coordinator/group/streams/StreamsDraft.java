package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.epoch.EpochDraft;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Changes to a streams group that are not written yet. */
final class StreamsDraft extends EpochDraft<StreamsMember, TaskSets> {
    /** Stores that catch up at one time, as many as Kafka Streams' own max.warmup.replicas allows. */
    private static final int MOST_WARMUPS = 2;
    /** Epoch of the assignment that a group has while it waits for more members. */
    private static final int NOTHING_YET = 1;

    private final StreamsGroup group;
    private final String id;
    private StreamsGroupTopologyValue topology;
    private Setup setup;

    StreamsDraft(GroupWorld world, StreamsGroup group) {
        super(world, group);
        this.group = group;
        this.id = group.groupId();
        this.topology = group.topology();
    }

    @Override
    protected int assignmentIntervalMs() {
        return world.config().streamsAssignmentIntervalMs(id);
    }

    /** Null where the group has none. */
    StreamsGroupTopologyValue topology() {
        return topology;
    }

    void topology(StreamsGroupTopologyValue v) {
        topology = v;
        setup = null;
        add(StreamsRecords.topology(id, v));
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

    /**
     * A group that waits for more members has an assignment of nothing meanwhile: members that have joined must have an
     * epoch, since they say everything of themselves only once.
     */
    void waitAtFirst() {
        if (group.epoch() == 0) startAt(NOTHING_YET, 0);
    }

    /** True before the first assignment that gives anybody anything. */
    boolean isFirst() {
        return assignmentEpoch() <= NOTHING_YET;
    }

    /** Raises the group's epoch where something that the assignment rests on has changed. */
    void raiseEpoch(boolean changed) {
        long hash = setup() == null ? 0 : setup().hash();
        int standbys = world.config().streamsStandbys(id);
        int validated = isReady() ? topology.epoch() : -1;
        boolean same = hash == group.metadataHash() && validated == group.validatedTopologyEpoch()
                && standbys == group.standbys();
        if (!changed && same && group.epoch() > 0) return;
        add(StreamsRecords.group(id, nextEpoch(), hash, validated, standbys));
    }

    /** Nobody has anything while the topology cannot run. */
    @Override
    protected Map<String, TaskSets> plan(Map<String, StreamsMember> everyone) {
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
        everyone.values().forEach(m -> wanting.add(
                new StickyAssignor.Member(m.memberId(), m.processId(), target(m.memberId()))));
        return StickyAssignor.assign(wanting, stateful, stateless, copies(everyone));
    }

    /** Tasks wait for their new process to catch up only where all members tell how far they are. */
    private StickyAssignor.Copies copies(Map<String, StreamsMember> everyone) {
        int standbys = world.config().streamsStandbys(id);
        if (!everyone.keySet().stream().allMatch(group::hasReport)) return StickyAssignor.Copies.standbys(standbys);
        return new StickyAssignor.Copies(standbys, MOST_WARMUPS, (process, task) -> everyone.values().stream()
                .anyMatch(m -> m.processId().equals(process) && isWarm(m.memberId(), task)));
    }

    private boolean isWarm(String memberId, Task t) {
        return group.report(memberId).isWarm(t, world.config().streamsAcceptableRecoveryLag());
    }

    /** True when a member has caught up with a task that it was told to warm up for. */
    boolean hasWarmedUp(String memberId) {
        return group.target(memberId).warmup().stream().anyMatch(t -> isWarm(memberId, t));
    }
}
