package io.odradek.engine.coordinator.group;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest.Subtopology;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest.TaskIds;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest.TaskOffset;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest.Topology;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;

/** A member as a Streams thread plays it: gives back at once what it is no longer assigned. */
final class StreamsThread {
    final String id;
    final String process;
    String instanceId;
    int epoch;
    List<TaskIds> active = new ArrayList<>();
    List<TaskIds> standby = new ArrayList<>();
    List<TaskIds> warmup = new ArrayList<>();
    Topology topology = topology();
    /** Records that every store of its own is behind; null: it does not tell, as clients before 4.4. */
    Long behind;
    StreamsGroupHeartbeatResponse last;
    private final GroupBench bench;

    StreamsThread(GroupBench bench, String id, String process) {
        this.bench = bench;
        this.id = id;
        this.process = process;
    }

    /** Reads "in", repartitions through "g-re", counts into a store with the changelog "g-log". */
    static Topology topology() {
        Subtopology first = new Subtopology().subtopologyId("0");
        first.sourceTopics().add("in");
        first.repartitionSinkTopics().add("g-re");
        Subtopology second = new Subtopology().subtopologyId("1");
        second.repartitionSourceTopics().add(new StreamsGroupHeartbeatRequest.TopicInfo().name("g-re"));
        second.stateChangelogTopics().add(new StreamsGroupHeartbeatRequest.TopicInfo().name("g-log"));
        return new Topology().epoch(0).subtopologies(new ArrayList<>(List.of(first, second)));
    }

    ErrorCode beat() {
        return take(send(state()));
    }

    /** A heartbeat whose answer never comes. */
    void beatInVain() {
        send(state());
    }

    private StreamsGroupHeartbeatRequest state() {
        StreamsGroupHeartbeatRequest q = request(epoch).activeTasks(epoch == 0 ? new ArrayList<>() : active)
                .standbyTasks(epoch == 0 ? new ArrayList<>() : standby)
                .warmupTasks(epoch == 0 ? new ArrayList<>() : warmup);
        if (epoch == 0) q.topology(topology).processId(process).rebalanceTimeoutMs(60_000);
        if (behind != null) {
            q.taskOffsets(offsets(active, 100_000, offsets(warmup, 100_000 - behind, new ArrayList<>())))
                    .taskEndOffsets(offsets(active, 100_000, offsets(warmup, 100_000, new ArrayList<>())));
        }
        return q;
    }

    private static List<TaskOffset> offsets(List<TaskIds> some, long offset, List<TaskOffset> all) {
        some.forEach(t -> t.partitions().forEach(p -> all.add(new TaskOffset().subtopologyId(t.subtopologyId())
                .partition(p).offset(offset))));
        return all;
    }

    private StreamsGroupHeartbeatRequest request(int memberEpoch) {
        return new StreamsGroupHeartbeatRequest().groupId("g").memberId(id).instanceId(instanceId)
                .memberEpoch(memberEpoch);
    }

    ErrorCode leave() {
        return ErrorCode.of(send(request(instanceId == null ? -1 : -2)).errorCode());
    }

    StreamsGroupHeartbeatResponse send(StreamsGroupHeartbeatRequest q) {
        return bench.now(bench.coordinator.heartbeat(new Caller("app", "/10.0.0.1", (short) 1), q));
    }

    private ErrorCode take(StreamsGroupHeartbeatResponse r) {
        last = r;
        if (r.errorCode() != 0) return ErrorCode.of(r.errorCode());
        epoch = r.memberEpoch();
        if (r.activeTasks() != null) active = ids(r.activeTasks());
        if (r.standbyTasks() != null) standby = ids(r.standbyTasks());
        if (r.warmupTasks() != null) warmup = ids(r.warmupTasks());
        return ErrorCode.NONE;
    }

    private static List<TaskIds> ids(List<StreamsGroupHeartbeatResponse.TaskIds> t) {
        return new ArrayList<>(t.stream().map(i -> new TaskIds().subtopologyId(i.subtopologyId())
                .partitions(i.partitions())).toList());
    }

    int count() {
        return count(active);
    }

    static int count(List<TaskIds> some) {
        return some.stream().mapToInt(t -> t.partitions().size()).sum();
    }

    /** Partitions of the tasks with state that it is active for. */
    List<Integer> counting() {
        return active.stream().filter(t -> t.subtopologyId().equals("1")).flatMap(t -> t.partitions().stream())
                .toList();
    }

    List<Integer> status() {
        return last.status() == null ? List.of() : last.status().stream().map(s -> (int) s.statusCode()).toList();
    }
}
