package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.StreamsGroupDescribeRequest;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescription;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescriptionNode;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescriptionSubtopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsGroupTest {
    /** A member as a Streams thread plays it: gives back at once what it is no longer assigned. */
    private static final class Thread {
        final String id;
        final String process;
        int epoch;
        List<StreamsGroupHeartbeatRequest.TaskIds> active = new ArrayList<>();
        List<StreamsGroupHeartbeatRequest.TaskIds> standby = new ArrayList<>();
        StreamsGroupHeartbeatResponse last;
        private final GroupBench bench;

        Thread(GroupBench bench, String id, String process) {
            this.bench = bench;
            this.id = id;
            this.process = process;
        }

        ErrorCode beat() {
            StreamsGroupHeartbeatRequest q = new StreamsGroupHeartbeatRequest().groupId("g").memberId(id)
                    .memberEpoch(epoch).activeTasks(epoch == 0 ? new ArrayList<>() : active)
                    .standbyTasks(epoch == 0 ? new ArrayList<>() : standby).warmupTasks(new ArrayList<>());
            if (epoch == 0) q.topology(topology()).processId(process).rebalanceTimeoutMs(60_000);
            return take(send(q));
        }

        StreamsGroupHeartbeatResponse send(StreamsGroupHeartbeatRequest q) {
            return bench.now(bench.coordinator.heartbeat(new Caller("app", "/10.0.0.1", (short) 1), q));
        }

        ErrorCode take(StreamsGroupHeartbeatResponse r) {
            last = r;
            if (r.errorCode() != 0) return ErrorCode.of(r.errorCode());
            epoch = r.memberEpoch();
            if (r.activeTasks() != null) active = ids(r.activeTasks());
            if (r.standbyTasks() != null) standby = ids(r.standbyTasks());
            return ErrorCode.NONE;
        }

        private static List<StreamsGroupHeartbeatRequest.TaskIds> ids(List<StreamsGroupHeartbeatResponse.TaskIds> t) {
            return new ArrayList<>(t.stream().map(i -> new StreamsGroupHeartbeatRequest.TaskIds()
                    .subtopologyId(i.subtopologyId()).partitions(i.partitions())).toList());
        }

        int count() {
            return active.stream().mapToInt(t -> t.partitions().size()).sum();
        }

        List<Integer> status() {
            return last.status() == null ? List.of() : last.status().stream().map(s -> (int) s.statusCode()).toList();
        }
    }

    /** Reads "in", repartitions through "g-re", counts into a store with the changelog "g-log". */
    private static StreamsGroupHeartbeatRequest.Topology topology() {
        var first = new StreamsGroupHeartbeatRequest.Subtopology().subtopologyId("0");
        first.sourceTopics().add("in");
        first.repartitionSinkTopics().add("g-re");
        var second = new StreamsGroupHeartbeatRequest.Subtopology().subtopologyId("1");
        second.repartitionSourceTopics().add(new StreamsGroupHeartbeatRequest.TopicInfo().name("g-re"));
        second.stateChangelogTopics().add(new StreamsGroupHeartbeatRequest.TopicInfo().name("g-log"));
        return new StreamsGroupHeartbeatRequest.Topology().epoch(0)
                .subtopologies(new ArrayList<>(List.of(first, second)));
    }

    private final GroupBench bench = new GroupBench(Map.of("group.streams.initial.rebalance.delay.ms", "0"));

    private Thread thread(String id, String process) {
        return new Thread(bench, id, process);
    }

    private StreamsGroupDescribeResponse.DescribedGroup describe() {
        var q = new StreamsGroupDescribeRequest().includeTopologyDescription(true);
        q.groupIds().add("g");
        return bench.now(bench.coordinator.admin().describe(q, (short) 1)).groups().getFirst();
    }

    @Test
    void aGroupWaitsForItsTopicsAndHasThemMade() {
        Thread a = thread("a", "p");
        assertThat(a.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(a.status()).as("source topics are missing").containsExactly(1);
        assertThat(a.count()).isZero();
        assertThat(describe().groupState()).isEqualTo("NotReady");
        bench.topic("in", 4);
        a.beat();
        assertThat(a.status()).as("internal topics are missing").containsExactly(3);
        assertThat(bench.missing).containsOnlyKeys("g-re", "g-log").containsEntry("g-re", 4).containsEntry("g-log", 4);
        bench.topic("g-re", 4);
        bench.topic("g-log", 4);
        a.beat();
        assertThat(a.status()).isEmpty();
        assertThat(a.count()).isEqualTo(8);
        assertThat(describe().groupState()).isEqualTo("Stable");
    }

    private void topics() {
        bench.topic("in", 4);
        bench.topic("g-re", 4);
        bench.topic("g-log", 4);
    }

    @Test
    void tasksMoveOnlyAfterTheyWereGivenBack() {
        topics();
        Thread a = thread("a", "p");
        Thread b = thread("b", "q");
        a.beat();
        assertThat(a.count()).isEqualTo(8);
        b.beat();
        assertThat(b.count()).as("a has everything still").isZero();
        a.beat();
        assertThat(a.count()).isEqualTo(4);
        a.beat();
        b.beat();
        assertThat(b.count()).isEqualTo(4);
        assertThat(describe().groupState()).isEqualTo("Stable");
        StreamsGroupHeartbeatRequest leave = new StreamsGroupHeartbeatRequest().groupId("g").memberId("a")
                .memberEpoch(-1);
        assertThat(a.send(leave).errorCode()).isZero();
        b.beat();
        assertThat(b.count()).isEqualTo(8);
    }

    @Test
    void aNewCoordinatorKnowsTheGroupAndOutsidersAreFenced() {
        topics();
        Thread a = thread("a", "p");
        a.beat();
        bench.failover();
        assertThat(a.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(describe().groupState()).isEqualTo("Stable");
        a.epoch += 5;
        assertThat(a.beat()).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH);
        Thread nobody = thread("x", "p");
        nobody.epoch = 3;
        assertThat(nobody.beat()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void silentMembersAreOut() {
        topics();
        Thread a = thread("a", "p");
        Thread b = thread("b", "q");
        a.beat();
        b.beat();
        bench.world.pass(30_000);
        b.beat();
        bench.world.pass(30_000);
        b.beat();
        assertThat(b.count()).isEqualTo(8);
        assertThat(a.beat()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void theTopologyIsDescribedByAMemberThatIsAsked() {
        topics();
        Thread a = thread("a", "p");
        a.beat();
        assertThat(a.last.topologyDescriptionRequired()).isTrue();
        TopologyDescription d = new TopologyDescription();
        TopologyDescriptionSubtopology part = new TopologyDescriptionSubtopology().subtopologyId("0");
        part.nodes().add(new TopologyDescriptionNode().name("KSTREAM-SOURCE-0"));
        d.subtopologies().add(part);
        assertThat(bench.now(bench.coordinator.describe(new StreamsGroupTopologyDescriptionUpdateRequest()
                .groupId("g").memberId("a").topologyEpoch(0).topologyDescription(d))).errorCode()).isZero();
        a.beat();
        assertThat(a.last.topologyDescriptionRequired()).isFalse();
        assertThat(describe().topologyDescription().subtopologies().getFirst().nodes().getFirst().name())
                .isEqualTo("KSTREAM-SOURCE-0");
        bench.failover();
        a.beat();
        assertThat(a.last.topologyDescriptionRequired()).isTrue();
    }

    @Test
    void standbysAreAtOtherProcesses() {
        GroupBench with = new GroupBench(Map.of("group.streams.initial.rebalance.delay.ms", "0",
                "group.streams.num.standby.replicas", "1"));
        with.topic("in", 4);
        with.topic("g-re", 4);
        with.topic("g-log", 4);
        Thread a = new Thread(with, "a", "p");
        Thread b = new Thread(with, "b", "q");
        a.beat();
        assertThat(a.standby).as("nobody else is there").isEmpty();
        for (int i = 0; i < 4; i++) {
            b.beat();
            a.beat();
        }
        assertThat(a.standby).hasSize(1);
        assertThat(a.standby.getFirst().subtopologyId()).isEqualTo("1");
        assertThat(b.active.stream().filter(t -> t.subtopologyId().equals("1")).findFirst().orElseThrow().partitions())
                .containsExactlyElementsOf(a.standby.getFirst().partitions());
    }
}
