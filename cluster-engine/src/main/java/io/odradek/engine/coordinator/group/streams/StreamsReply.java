package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse.EndpointToPartitions;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse.Status;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse.TaskIds;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse.TopicPartition;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue.Subtopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Puts the answer to a heartbeat together. Lane of the shard only. */
record StreamsReply(GroupWorld world, StreamsGroup group, StreamsDraft draft, short version) {
    /** From here on the lag is wider, and the coordinator may ask for the topology's description (KIP-1331). */
    private static final int DESCRIPTION_SINCE = 1;

    /**
     * The whole answer.
     *
     * @param tell    name all its tasks, whether they changed or not
     * @param delayed the first assignment still waits
     */
    StreamsAnswer to(StreamsGroupHeartbeatRequest q, StreamsMember m, Progress<TaskSets> after, boolean tell,
                     boolean delayed) {
        StreamsGroupHeartbeatResponse r = new StreamsGroupHeartbeatResponse().memberId(m.memberId())
                .memberEpoch(after.epoch())
                .heartbeatIntervalMs(world.config().streamsHeartbeatIntervalMs(group.groupId()))
                .taskOffsetIntervalMs(world.config().streamsTaskOffsetIntervalMs())
                .endpointInformationEpoch(group.endpointEpoch());
        long lag = world.config().streamsAcceptableRecoveryLag();
        if (version >= DESCRIPTION_SINCE) {
            r.acceptableRecoveryLag(lag).topologyDescriptionRequired(group.description == null
                    && m.topologyEpoch() == draft.topology().epoch());
        } else {
            r.acceptableRecoveryLagLegacy((int) lag);
        }
        if (tell) {
            r.activeTasks(ids(after.assigned().active())).standbyTasks(ids(after.assigned().standby()))
                    .warmupTasks(ids(after.assigned().warmup()));
        }
        boolean endpoints = group.members().values().stream().anyMatch(o -> o.endpoint() != null);
        if (endpoints && q.endpointInformationEpoch() != group.endpointEpoch()) r.partitionsByUserEndpoint(endpoints());
        List<CreatableTopic> missing = draft.setup() == null ? List.of() : draft.setup().missing();
        return new StreamsAnswer(r.status(status(m, delayed)), missing);
    }

    /** Null where all is well. */
    private List<Status> status(StreamsMember m, boolean delayed) {
        Map<Setup.Problem, String> all = new TreeMap<>(draft.setup() == null ? Map.of() : draft.setup().problems());
        if (draft.topology() != null && m.topologyEpoch() < draft.topology().epoch()) {
            all.put(Setup.Problem.STALE_TOPOLOGY, "The member's topology epoch " + m.topologyEpoch()
                    + " is behind the group's topology epoch " + draft.topology().epoch() + ".");
        }
        if (group.shutDownBy != null) {
            all.put(Setup.Problem.SHUTDOWN_APPLICATION, "Streams group member " + group.shutDownBy
                    + " encountered a fatal error and requested a shutdown for the entire application.");
        }
        if (delayed) all.put(Setup.Problem.ASSIGNMENT_DELAYED, "The assignment waits for more members.");
        if (all.isEmpty()) return null;
        List<Status> status = new ArrayList<>();
        all.forEach((p, text) -> status.add(new Status().statusCode(p.code()).statusDetail(text)));
        return status;
    }

    private static List<TaskIds> ids(Set<Task> some) {
        return Task.listed(some, (s, p) -> new TaskIds().subtopologyId(s).partitions(p));
    }

    private List<EndpointToPartitions> endpoints() {
        List<EndpointToPartitions> all = new ArrayList<>();
        for (StreamsMember o : group.members().values()) {
            if (o.endpoint() == null) continue;
            TaskSets has = group.progress(o.memberId()).assigned();
            TaskSets others = new TaskSets(Set.of(), has.standby(), has.warmup());
            all.add(new EndpointToPartitions().userEndpoint(new StreamsGroupHeartbeatResponse.Endpoint()
                    .host(o.endpoint().host()).port(o.endpoint().port())).activePartitions(inputs(has.active()))
                    .standbyPartitions(inputs(others.all())));
        }
        return all;
    }

    /** The partitions that these tasks read. */
    private List<TopicPartition> inputs(Set<Task> tasks) {
        Map<String, List<Integer>> by = new TreeMap<>();
        for (Subtopology s : draft.topology().subtopologies()) {
            List<String> topics = draft.setup().inputs(s);
            for (Task t : tasks) {
                if (!t.subtopology().equals(s.subtopologyId())) continue;
                for (String topic : topics) {
                    if (t.partition() < draft.setup().partitionsOf(topic)) {
                        by.computeIfAbsent(topic, k -> new ArrayList<>()).add(t.partition());
                    }
                }
            }
        }
        List<TopicPartition> all = new ArrayList<>();
        by.forEach((topic, p) -> all.add(new TopicPartition().topic(topic).partitions(p)));
        return all;
    }
}
