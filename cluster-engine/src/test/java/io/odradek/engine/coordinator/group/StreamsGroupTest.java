package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.StreamsGroupDescribeRequest;
import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescription;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescriptionNode;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescriptionSubtopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsGroupTest {
    private final GroupBench bench = new GroupBench(Map.of("group.streams.initial.rebalance.delay.ms", "0"));

    private StreamsThread thread(String id, String process) {
        return new StreamsThread(bench, id, process);
    }

    private StreamsGroupDescribeResponse.DescribedGroup describe() {
        var q = new StreamsGroupDescribeRequest().includeTopologyDescription(true);
        q.groupIds().add("g");
        return bench.now(bench.coordinator.admin().describe(q, (short) 1)).groups().getFirst();
    }

    @Test
    void aGroupWaitsForItsTopicsAndHasThemMade() {
        StreamsThread a = thread("a", "p");
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
        StreamsThread a = thread("a", "p");
        StreamsThread b = thread("b", "q");
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
    void whoMissedAnAnswerIsToldAgain() {
        topics();
        StreamsThread a = thread("a", "p");
        StreamsThread b = thread("b", "q");
        a.beat();
        b.beat();
        a.beatInVain();
        a.beat();
        assertThat(a.count()).as("it is told again what to give back").isEqualTo(4);
        a.beat();
        b.beatInVain();
        bench.failover();
        b.beat();
        assertThat(b.count()).as("and what to work on, by whoever coordinates now").isEqualTo(4);
        b.leave();
        a.beatInVain();
        a.beat();
        assertThat(a.count()).isEqualTo(8);
        assertThat(describe().groupState()).isEqualTo("Stable");
    }

    @Test
    void aNewCoordinatorKnowsTheGroupAndOutsidersAreFenced() {
        topics();
        StreamsThread a = thread("a", "p");
        a.beat();
        bench.failover();
        assertThat(a.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(describe().groupState()).isEqualTo("Stable");
        a.epoch += 5;
        assertThat(a.beat()).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH);
        StreamsThread nobody = thread("x", "p");
        nobody.epoch = 3;
        assertThat(nobody.beat()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void silentMembersAreOut() {
        topics();
        StreamsThread a = thread("a", "p");
        StreamsThread b = thread("b", "q");
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
        StreamsThread a = thread("a", "p");
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
        StreamsThread a = new StreamsThread(with, "a", "p");
        StreamsThread b = new StreamsThread(with, "b", "q");
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
