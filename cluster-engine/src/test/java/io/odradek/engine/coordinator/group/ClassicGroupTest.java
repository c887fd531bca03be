package io.odradek.engine.coordinator.group;

import static io.odradek.engine.coordinator.group.Classic.alone;
import static io.odradek.engine.coordinator.group.Classic.assignment;
import static io.odradek.engine.coordinator.group.Classic.caller;
import static io.odradek.engine.coordinator.group.Classic.heartbeat;
import static io.odradek.engine.coordinator.group.Classic.join;
import static io.odradek.engine.coordinator.group.Classic.joinNew;
import static io.odradek.engine.coordinator.group.Classic.leave;
import static io.odradek.engine.coordinator.group.Classic.request;
import static io.odradek.engine.coordinator.group.Classic.sync;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.DescribeGroupsRequest;
import io.odradek.engine.wire.message.DescribeGroupsResponse;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClassicGroupTest {
    private final GroupBench b = new GroupBench();

    private static ErrorCode code(JoinGroupResponse r) {
        return ErrorCode.of(r.errorCode());
    }

    private DescribeGroupsResponse.DescribedGroup described() {
        return b.now(b.coordinator.admin().describe(new DescribeGroupsRequest()
                .groups(new ArrayList<>(List.of("g"))), (short) 6)).groups().getFirst();
    }

    @Test
    void aNewMemberIsGivenAnIdAndJoinsAfterTheInitialDelay() {
        CompletableFuture<JoinGroupResponse> f = joinNew(b);
        b.world.pass(2_999);
        assertThat(f).isNotDone();
        b.world.pass(1);
        JoinGroupResponse r = b.now(f);
        assertThat(code(r)).isEqualTo(ErrorCode.NONE);
        assertThat(r.generationId()).isEqualTo(1);
        assertThat(r.leader()).isEqualTo(r.memberId()).startsWith("app-");
        assertThat(r.protocolName()).isEqualTo("range");
        assertThat(r.members()).hasSize(1);
    }

    @Test
    void olderClientsJoinWithoutBeingGivenAnIdFirst() {
        CompletableFuture<JoinGroupResponse> f = b.coordinator.join(caller(3), request("g", "", null, "t"));
        b.world.pass(3_000);
        assertThat(b.now(f).generationId()).isEqualTo(1);
    }

    @Test
    void everyNewMemberPutsTheFirstRoundOff() {
        CompletableFuture<JoinGroupResponse> first = joinNew(b);
        b.world.pass(2_000);
        CompletableFuture<JoinGroupResponse> second = joinNew(b);
        b.world.pass(2_000);
        assertThat(first).isNotDone();
        b.world.pass(2_000);
        assertThat(b.now(first).generationId()).isEqualTo(b.now(second).generationId()).isEqualTo(1);
        assertThat(b.now(first).members()).hasSize(2);
        assertThat(b.now(second).members()).isEmpty();
    }

    @Test
    void assignmentsReachEveryMemberOnceTheLeaderHasSyncedAndTheyAreCommitted() {
        CompletableFuture<JoinGroupResponse> f1 = joinNew(b);
        CompletableFuture<JoinGroupResponse> f2 = joinNew(b);
        b.world.pass(6_000);
        JoinGroupResponse leader = b.now(f1);
        JoinGroupResponse other = b.now(f2);
        CompletableFuture<SyncGroupResponse> waits = sync(b, other, Map.of());
        b.world.settle();
        assertThat(waits).isNotDone();
        b.log.hold();
        CompletableFuture<SyncGroupResponse> leads = sync(b, leader, Map.of(leader.memberId(), new byte[] {1},
                other.memberId(), new byte[] {2}));
        b.world.settle();
        assertThat(leads).isNotDone();
        b.log.commit();
        assertThat(ByteBufUtil.getBytes(b.now(leads).assignment())).containsExactly(1);
        assertThat(ByteBufUtil.getBytes(b.now(waits).assignment())).containsExactly(2);
        assertThat(described().groupState()).isEqualTo("Stable");
        assertThat(heartbeat(b, other.memberId(), 1)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aLeaderThatAsksAgainDoesNotChangeThePlanThatIsBeingWritten() {
        CompletableFuture<JoinGroupResponse> f1 = joinNew(b);
        CompletableFuture<JoinGroupResponse> f2 = joinNew(b);
        b.world.pass(6_000);
        JoinGroupResponse leader = b.now(f1);
        JoinGroupResponse other = b.now(f2);
        b.log.hold();
        sync(b, leader, Map.of(leader.memberId(), new byte[] {1}, other.memberId(), new byte[] {2}));
        b.world.settle();
        CompletableFuture<SyncGroupResponse> again = sync(b, leader, Map.of(leader.memberId(), new byte[] {2},
                other.memberId(), new byte[] {1}));
        b.world.settle();
        b.log.commit();
        assertThat(ByteBufUtil.getBytes(b.now(again).assignment())).containsExactly(1);
        b.fresh();
        assertThat(ByteBufUtil.getBytes(b.now(sync(b, other, Map.of())).assignment())).containsExactly(2);
    }

    @Test
    void aJoinOfAnotherMakesTheOthersRejoin() {
        JoinGroupResponse first = alone(b);
        CompletableFuture<JoinGroupResponse> second = joinNew(b);
        b.world.settle();
        assertThat(heartbeat(b, first.memberId(), 1)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        JoinGroupResponse again = b.now(join(b, first.memberId(), null));
        assertThat(again.generationId()).isEqualTo(2);
        assertThat(again.leader()).isEqualTo(first.memberId());
        assertThat(again.members()).hasSize(2);
        assertThat(b.now(second).generationId()).isEqualTo(2);
    }

    @Test
    void whoDoesNotRejoinInTimeIsOut() {
        JoinGroupResponse first = alone(b);
        CompletableFuture<JoinGroupResponse> second = joinNew(b);
        for (int i = 0; i < 59; i++) {
            b.world.pass(1_000);
            heartbeat(b, first.memberId(), 1);
        }
        assertThat(second).isNotDone();
        b.world.pass(1_000);
        assertThat(b.now(second).members()).hasSize(1);
        assertThat(heartbeat(b, first.memberId(), 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void aSilentMembersSessionEndsAndTheGroupGoesOn() {
        JoinGroupResponse first = alone(b);
        b.world.pass(9_999);
        assertThat(heartbeat(b, first.memberId(), 1)).isEqualTo(ErrorCode.NONE);
        b.world.pass(9_999);
        assertThat(described().groupState()).isEqualTo("Stable");
        b.world.pass(1);
        assertThat(described().groupState()).isEqualTo("Empty");
        assertThat(heartbeat(b, first.memberId(), 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void leavingEmptiesTheGroup() {
        JoinGroupResponse first = alone(b);
        assertThat(leave(b, "nobody")).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(leave(b, first.memberId())).isEqualTo(ErrorCode.NONE);
        assertThat(described().groupState()).isEqualTo("Empty");
        assertThat(b.now(b.coordinator.leave(new LeaveGroupRequest().groupId("g").memberId("x"), (short) 1))
                .errorCode()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID.code());
    }

    @Test
    void wrongGenerationsAndStrangersAreRefused() {
        JoinGroupResponse first = alone(b);
        assertThat(heartbeat(b, first.memberId(), 7)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(code(b.now(join(b, "stranger", null)))).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        JoinGroupRequest other = request("g", "", null, "t").protocolType("connect");
        assertThat(code(b.now(b.coordinator.join(caller(9), other)))).isEqualTo(
                ErrorCode.INCONSISTENT_GROUP_PROTOCOL);
        JoinGroupRequest impatient = request("g", "", null, "t").sessionTimeoutMs(10);
        assertThat(code(b.now(b.coordinator.join(caller(9), impatient)))).isEqualTo(
                ErrorCode.INVALID_SESSION_TIMEOUT);
        assertThat(code(b.now(b.coordinator.join(caller(9), request("", "", null, "t"))))).isEqualTo(
                ErrorCode.INVALID_GROUP_ID);
    }

    @Test
    void theProtocolMostWantedAmongThoseAllKnowIsChosen() {
        JoinGroupRequest one = request("g", "", "i1", "t");
        one.protocols().addFirst(Classic.protocol("own", "t"));
        one.protocols().add(Classic.protocol("sticky", "t"));
        JoinGroupRequest two = request("g", "", "i2", "t");
        two.protocols().addFirst(Classic.protocol("sticky", "t"));
        JoinGroupRequest three = request("g", "", "i3", "t");
        three.protocols().addFirst(Classic.protocol("sticky", "t"));
        CompletableFuture<JoinGroupResponse> f = b.coordinator.join(caller(9), one);
        b.coordinator.join(caller(9), two);
        b.coordinator.join(caller(9), three);
        b.world.pass(6_000);
        assertThat(b.now(f).protocolName()).isEqualTo("sticky");
    }

    @Test
    void aStaticMemberComesBackWithoutARound() {
        CompletableFuture<JoinGroupResponse> f = join(b, "", "i1");
        b.world.pass(3_000);
        JoinGroupResponse first = b.now(f);
        b.now(sync(b, first, Map.of(first.memberId(), assignment("t", List.of(0)))));
        JoinGroupResponse again = b.now(join(b, "", "i1"));
        assertThat(again.generationId()).isEqualTo(1);
        assertThat(again.memberId()).isNotEqualTo(first.memberId());
        assertThat(again.skipAssignment()).isTrue();
        assertThat(again.leader()).isEqualTo(again.memberId());
        assertThat(ByteBufUtil.getBytes(b.now(sync(b, again, Map.of())).assignment()))
                .isEqualTo(assignment("t", List.of(0)));
        assertThat(heartbeat(b, first.memberId(), "i1", 1)).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
    }

    @Test
    void membersWhoDoNotSyncAreOut() {
        CompletableFuture<JoinGroupResponse> f1 = join(b, "", "i1");
        CompletableFuture<JoinGroupResponse> f2 = join(b, "", "i2");
        b.world.pass(6_000);
        JoinGroupResponse leader = b.now(f1);
        assertThat(b.now(f2).generationId()).isEqualTo(1);
        b.now(sync(b, leader, Map.of(leader.memberId(), new byte[] {1})));
        for (int i = 0; i < 60; i++) {
            b.world.pass(1_000);
            heartbeat(b, leader.memberId(), "i1", 1);
            heartbeat(b, f2.join().memberId(), "i2", 1);
        }
        assertThat(heartbeat(b, f2.join().memberId(), "i2", 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
    }

    @Test
    void anotherCoordinatorGoesOnWithTheSameGeneration() {
        JoinGroupResponse first = alone(b);
        b.failover();
        assertThat(described().groupState()).isEqualTo("Stable");
        assertThat(described().members().getFirst().memberId()).isEqualTo(first.memberId());
        assertThat(heartbeat(b, first.memberId(), 1)).isEqualTo(ErrorCode.NONE);
        b.world.pass(10_000);
        assertThat(described().groupState()).isEqualTo("Empty");
    }

    /** The next one may not have it, and give the same generation to others. */
    @Test
    void anAssignmentThatWasReadFromTheLogIsToldWhenItIsCommitted() {
        JoinGroupResponse first = alone(b);
        b.coordinator.resigned(0);
        b.world.settle();
        b.log.hold();
        b.fresh();
        CompletableFuture<SyncGroupResponse> again = sync(b, first, Map.of());
        b.world.settle();
        assertThat(again).isNotDone();
        b.log.commit();
        assertThat(b.now(again).errorCode()).isEqualTo(ErrorCode.NONE.code());
    }

    @Test
    void whoWaitsWhenTheCoordinatorMovesIsToldToLookElsewhere() {
        CompletableFuture<JoinGroupResponse> f = joinNew(b);
        b.world.settle();
        b.coordinator.resigned(0);
        assertThat(code(b.now(f))).isEqualTo(ErrorCode.NOT_COORDINATOR);
        assertThat(b.now(b.coordinator.heartbeat(new HeartbeatRequest().groupId("g"))).errorCode())
                .isEqualTo(ErrorCode.NOT_COORDINATOR.code());
    }

    @Test
    void groupsAreListedByStateAndType() {
        alone(b);
        ListGroupsRequest q = new ListGroupsRequest();
        assertThat(b.now(b.coordinator.admin().list(q)).groups()).hasSize(1);
        q.statesFilter().add("stable");
        q.typesFilter().add("Classic");
        assertThat(b.now(b.coordinator.admin().list(q)).groups().getFirst().groupState()).isEqualTo("Stable");
        q.typesFilter(new ArrayList<>(List.of("consumer")));
        assertThat(b.now(b.coordinator.admin().list(q)).groups()).isEmpty();
    }
}
