package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.epoch.EpochDraft;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Changes to a streams group that are not written yet. */
final class StreamsDraft extends EpochDraft<StreamsMember, TaskSets> {
    /** Stores that catch up at one time, as many as Kafka Streams' own max.warmup.replicas allows. */
    private static final int MOST_WARMUPS = 2;
    /** Tasks times members that are brought together at once. */
    private static final int AT_ONCE = 20_000;

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

    /** What an assignment costs grows with both the members and the tasks. */
    @Override
    protected boolean isLarge() {
        if (!isReady()) return false;
        long tasks = 0;
        for (Subtopology s : topology.subtopologies()) tasks += setup().tasks(s);
        return tasks * Math.max(1, group.members().size()) > AT_ONCE;
    }

    /** Nobody has anything while the topology cannot run. */
    @Override
    protected Supplier<Map<String, TaskSets>> calculation(Map<String, StreamsMember> everyone) {
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
        StickyAssignor.Copies copies = copies(wanting);
        return () -> StickyAssignor.assign(wanting, stateful, stateless, copies);
    }

    /** Tasks wait for their new process to catch up only where all members tell how far they are. */
    private StickyAssignor.Copies copies(List<StickyAssignor.Member> all) {
        int standbys = world.config().streamsStandbys(id);
        long lag = world.config().streamsAcceptableRecoveryLag();
        Map<String, List<TaskReport>> byProcess = new HashMap<>();
        for (StickyAssignor.Member m : all) {
            if (!group.hasReport(m.memberId())) return StickyAssignor.Copies.standbys(standbys);
            byProcess.computeIfAbsent(m.processId(), p -> new ArrayList<>()).add(group.report(m.memberId()));
        }
        return new StickyAssignor.Copies(standbys, MOST_WARMUPS, (process, task) ->
                byProcess.get(process).stream().anyMatch(r -> r.isWarm(task, lag)));
    }

    /** True when a member has caught up with a task that it was told to warm up for. */
    boolean hasWarmedUp(String memberId) {
        return group.target(memberId).warmup().stream().anyMatch(t ->
                group.report(memberId).isWarm(t, world.config().streamsAcceptableRecoveryLag()));
    }
}
