package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.Assignment;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.DescribedGroup;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.Endpoint;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.KeyValue;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.Member;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.TaskIds;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse.TaskOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A streams group as StreamsGroupDescribe shows it. */
record StreamsDescription(StreamsGroup group, ClusterImage image, short version, boolean withDescription) {
    private static final int DESCRIPTION_SINCE = 1;

    /** What is said of the topology's description (KIP-1331). */
    private enum Told { NOT_REQUESTED, NOT_STORED, ERROR, AVAILABLE }

    DescribedGroup toResponse() {
        DescribedGroup d = new DescribedGroup().groupId(group.groupId()).groupState(group.stateName())
                .groupEpoch(group.epoch()).assignmentEpoch(group.assignmentEpoch())
                .topology(group.topology() == null ? null
                        : Topologies.described(group.topology(), group.setup(image)));
        group.members().values().forEach(m -> d.members().add(member(m)));
        if (version < DESCRIPTION_SINCE) return d;
        Told told = !withDescription ? Told.NOT_REQUESTED
                : group.description == null ? Told.NOT_STORED : Told.AVAILABLE;
        return d.assignorName("sticky").topologyDescriptionStatus((byte) told.ordinal())
                .topologyDescription(told == Told.AVAILABLE ? group.description : null);
    }

    private Member member(StreamsMember m) {
        Progress<TaskSets> p = group.progress(m.memberId());
        TaskReport r = group.report(m.memberId());
        Member d = new Member().memberId(m.memberId()).memberEpoch(p.epoch())
                .instanceId(m.instanceId()).rackId(m.rackId()).clientId(m.clientId()).clientHost(m.clientHost())
                .topologyEpoch(m.topologyEpoch())
                .processId(m.processId()).assignment(shown(p.assigned()))
                .targetAssignment(shown(group.target(m.memberId()))).taskOffsets(sums(r.offsets()))
                .taskEndOffsets(sums(r.ends()));
        if (m.endpoint() != null) d.userEndpoint(new Endpoint().host(m.endpoint().host()).port(m.endpoint().port()));
        m.tags().forEach((k, v) -> d.clientTags().add(new KeyValue().key(k).value(v)));
        return d;
    }

    private static List<TaskOffset> sums(Map<Task, Long> some) {
        return new java.util.ArrayList<>(some.entrySet().stream().map(e -> new TaskOffset()
                .subtopologyId(e.getKey().subtopology()).partition(e.getKey().partition()).offset(e.getValue()))
                .toList());
    }

    private static Assignment shown(TaskSets t) {
        return new Assignment().activeTasks(ids(t.active())).standbyTasks(ids(t.standby()))
                .warmupTasks(ids(t.warmup()));
    }

    private static List<TaskIds> ids(Set<Task> some) {
        return Task.listed(some, (s, p) -> new TaskIds().subtopologyId(s).partitions(p));
    }
}
