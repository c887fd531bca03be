package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.coordinator.group.classic.Subscriptions;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupDescribeRequest;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ListGroupsRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerGroupTest {
    private final GroupBench b = new GroupBench();
    private final Consumer one = new Consumer(b, "m1", null, "t");
    private final Consumer two = new Consumer(b, "m2", null, "t");

    @BeforeEach
    void topic() {
        b.topic("t", 6);
    }

    private DescribedGroup described() {
        return b.now(b.coordinator.admin().describe(new ConsumerGroupDescribeRequest()
                .groupIds(new ArrayList<>(List.of("g"))))).groups().getFirst();
    }

    private static void settle(Consumer... all) {
        for (int i = 0; i < 6; i++) for (Consumer c : all) assertThat(c.beat()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void theFirstMemberGetsEverythingAtOnce() {
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(one.epoch).isEqualTo(1);
        assertThat(one.count()).isEqualTo(6);
        assertThat(described().groupState()).isEqualTo("Stable");
        assertThat(described().assignorName()).isEqualTo("uniform");
    }

    @Test
    void theSecondGetsItsPartWhenTheFirstHasGivenItBack() {
        one.beat();
        two.beat();
        assertThat(two.count()).isZero();
        assertThat(two.epoch).isEqualTo(2);
        assertThat(described().groupState()).isEqualTo("Reconciling");
        one.beat();
        assertThat(one.count()).isEqualTo(3);
        assertThat(one.epoch).isEqualTo(1);
        two.beat();
        assertThat(two.count()).isZero();
        one.beat();
        assertThat(one.epoch).isEqualTo(2);
        two.beat();
        assertThat(two.count()).isEqualTo(3);
        assertThat(described().groupState()).isEqualTo("Stable");
    }

    @Test
    void membersAreAskedBackSoonUntilTheGroupHasFoundTogether() {
        one.beat();
        assertThat(one.askedBackMs).isEqualTo(500);
        two.beat();
        one.beat();
        b.world.pass(5_000);
        two.beat();
        assertThat(two.askedBackMs).as("waits for what the first has not given back yet").isEqualTo(500);
        settle(one, two);
        assertThat(two.askedBackMs).isEqualTo(5_000);
        two.leave();
        one.beat();
        assertThat(one.askedBackMs).isEqualTo(500);
        b.world.pass(4_999);
        one.beat();
        assertThat(one.askedBackMs).isEqualTo(500);
        b.world.pass(1);
        one.beat();
        assertThat(one.askedBackMs).isEqualTo(5_000);
    }

    @Test
    void manyMembersAreAskedBackAtAThousandASecond() {
        for (int i = 0; i < 2_000; i++) assertThat(new Consumer(b, "many-" + i, null, "t").beat())
                .isEqualTo(ErrorCode.NONE);
        one.beat();
        assertThat(one.askedBackMs).isEqualTo(2_000);
    }

    @Test
    void whoLeavesMakesRoomAndWhoIsSilentIsFenced() {
        settle(one, two);
        assertThat(two.leave()).isEqualTo(ErrorCode.NONE);
        settle(one);
        assertThat(one.count()).isEqualTo(6);
        settle(one, two);
        b.world.pass(44_999);
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        b.world.pass(1);
        assertThat(two.beat()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        settle(one);
        assertThat(one.count()).isEqualTo(6);
    }

    @Test
    void whoIsSilentOrLeavesGoesEvenWhereThatCannotBeWrittenAtFirst() {
        Consumer three = new Consumer(b, "m3", null, "t");
        settle(one, two, three);
        b.log.refuse(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(three.leave()).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        b.world.pass(45_000);
        b.log.refuse(ErrorCode.NONE);
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        b.world.pass(500);
        settle(one);
        assertThat(one.count()).isEqualTo(6);
        assertThat(described().members()).hasSize(1);
    }

    @Test
    void whoDoesNotGiveBackInTimeIsFenced() {
        one.beat();
        two.beat();
        ConsumerGroupHeartbeatRequest stubborn = one.request();
        for (int i = 0; i < 59; i++) {
            assertThat(one.send(stubborn).errorCode()).isZero();
            two.beat();
            b.world.pass(1_000);
        }
        b.world.pass(1_000);
        assertThat(one.send(stubborn).errorCode()).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID.code());
        settle(two);
        assertThat(two.count()).isEqualTo(6);
    }

    @Test
    void anOldEpochIsFencedUnlessOnlyTheAnswerWasLost() {
        one.beat();
        two.beat();
        ConsumerGroupHeartbeatRequest old = two.request().memberEpoch(0);
        assertThat(two.send(old.memberEpoch(7)).errorCode()).isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH.code());
        settle(one, two);
        assertThat(two.send(two.request().memberEpoch(1)).errorCode())
                .isEqualTo(ErrorCode.FENCED_MEMBER_EPOCH.code());
        one.epoch = 1;
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(one.epoch).isEqualTo(2);
    }

    @Test
    void aStaticMemberThatIsAwayKeepsItsPlaceForASession() {
        Consumer first = new Consumer(b, "s1", "i1", "t");
        settle(first, two);
        var had = new TreeSet<>(first.owned.firstEntry().getValue());
        first.leave();
        two.beat();
        assertThat(two.count()).isEqualTo(3);
        Consumer again = new Consumer(b, "s1b", "i1", "t");
        assertThat(again.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(again.owned.firstEntry().getValue()).isEqualTo(had);
        Consumer third = new Consumer(b, "s1c", "i1", "t");
        assertThat(third.beat()).isEqualTo(ErrorCode.UNRELEASED_INSTANCE_ID);
        again.leave();
        b.world.pass(44_000);
        two.beat();
        b.world.pass(1_000);
        settle(two);
        assertThat(two.count()).isEqualTo(6);
    }

    @Test
    void newPartitionsAndTopicsAreAssigned() {
        Consumer r = new Consumer(b, "m3", null).regex("t.*");
        settle(r);
        assertThat(r.count()).isEqualTo(6);
        b.topic("t2", 2);
        b.topic("other", 2);
        settle(r);
        assertThat(r.count()).isEqualTo(8);
        b.topic("t", 7);
        settle(r);
        assertThat(r.count()).isEqualTo(9);
        b.failover();
        settle(r);
        assertThat(r.count()).isEqualTo(9);
    }

    @Test
    void requestsThatMakeNoSenseAreRefused() {
        Consumer bad = new Consumer(b, "m3", null).regex("(");
        assertThat(bad.beat()).isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
        assertThat(new Consumer(b, "m3", null).regex("t(?=x)").beat()).as("no look-around, as with Kafka's RE2")
                .isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
        assertThat(one.send(one.request().serverAssignor("none")).errorCode())
                .isEqualTo(ErrorCode.UNSUPPORTED_ASSIGNOR.code());
        assertThat(one.send(one.request().memberEpoch(3)).errorCode())
                .isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND.code());
        assertThat(one.send(one.request().memberId("")).errorCode()).isEqualTo(ErrorCode.INVALID_REQUEST.code());
        assertThat(one.send(one.request().topicPartitions(null)).errorCode())
                .isEqualTo(ErrorCode.INVALID_REQUEST.code());
    }

    @Test
    void whoeverSetsAnIntervalGetsFewerAssignments() {
        GroupBench slow = new GroupBench(Map.of("group.consumer.assignment.interval.ms", "2000"));
        slow.topic("t", 6);
        Consumer first = new Consumer(slow, "m1", null, "t");
        Consumer second = new Consumer(slow, "m2", null, "t");
        settle(first);
        settle(first, second);
        assertThat(first.count()).isEqualTo(6);
        assertThat(second.epoch).isEqualTo(1);
        slow.world.pass(2_000);
        settle(first, second);
        assertThat(first.count()).isEqualTo(3);
        assertThat(second.count()).isEqualTo(3);
    }

    @Test
    void anotherCoordinatorKnowsTheSame() {
        settle(one, two);
        DescribedGroup before = described();
        b.failover();
        assertThat(described()).isEqualTo(before);
        settle(one, two);
        assertThat(described()).isEqualTo(before);
    }

    @Test
    void rangeGivesNeighboursAndTheSameOfEveryTopic() {
        b.topic("u", 6);
        Consumer a = new Consumer(b, "a", null, "t", "u");
        Consumer c = new Consumer(b, "c", null, "t", "u");
        assertThat(a.send(a.request().serverAssignor("range")).errorCode()).isZero();
        assertThat(c.send(c.request().serverAssignor("range")).errorCode()).isZero();
        settle(a, c);
        assertThat(a.owned.get(GroupBench.id("t"))).containsExactly(0, 1, 2);
        assertThat(a.owned.get(GroupBench.id("u"))).containsExactly(0, 1, 2);
        assertThat(c.owned.get(GroupBench.id("u"))).containsExactly(3, 4, 5);
    }

    @Test
    void aGroupWithoutMembersIsListedEmptyAndGoesWhenItHasNoOffsets() {
        settle(one);
        one.leave();
        assertThat(described().groupState()).isEqualTo("Empty");
        b.world.pass(1_200_000);
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups()).isEmpty();
    }

    @Test
    void anEmptyClassicGroupGivesWayToAConsumerGroup() {
        var m = Classic.alone(b);
        Classic.leave(b, m.memberId());
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        b.failover();
        assertThat(described().groupState()).isEqualTo("Stable");
        assertThat(described().members()).hasSize(1);
    }

    @Test
    void aClassicGroupIsTurnedWhileItsMembersStay() {
        var m = Classic.alone(b);
        settle(one);
        assertThat(one.count()).isEqualTo(3);
        assertThat(Classic.heartbeat(b, m.memberId(), 1)).isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        var again = b.now(Classic.join(b, m.memberId(), null));
        assertThat(again.errorCode()).isZero();
        assertThat(again.generationId()).isEqualTo(2);
        b.failover();
        var synced = b.now(Classic.sync(b, again, Map.of()));
        var assigned = Subscriptions.readAssignment(ByteBufUtil.getBytes(synced.assignment()));
        assertThat(assigned.assignedPartitions().getFirst().partitions()).hasSize(3).contains(0);
        assertThat(Classic.heartbeat(b, m.memberId(), 2)).isEqualTo(ErrorCode.NONE);
        assertThat(described().members()).extracting(d -> (int) d.memberType()).containsExactlyInAnyOrder(0, 1);
        assertThat(Classic.leave(b, m.memberId())).isEqualTo(ErrorCode.NONE);
        settle(one);
        assertThat(one.count()).isEqualTo(6);
    }

    @Test
    void anEmptyConsumerGroupGivesWayToAClassicGroup() {
        settle(one);
        one.leave();
        assertThat(Classic.alone(b).generationId()).isEqualTo(1);
        b.failover();
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups().getFirst().groupType())
                .isEqualTo("classic");
    }

    @Test
    void aGroupWithoutConsumerProtocolMembersIsClassicAgain() {
        var m = Classic.alone(b);
        settle(one);
        Classic.heartbeat(b, m.memberId(), 1);
        var mixed = b.now(Classic.join(b, m.memberId(), null));
        b.now(Classic.sync(b, mixed, Map.of()));
        one.leave();
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups().getFirst().groupType())
                .isEqualTo("classic");
        assertThat(Classic.heartbeat(b, m.memberId(), mixed.generationId()))
                .isEqualTo(ErrorCode.REBALANCE_IN_PROGRESS);
        var again = b.now(Classic.join(b, m.memberId(), null));
        assertThat(again.generationId()).isGreaterThan(mixed.generationId());
        assertThat(again.members()).hasSize(1);
        b.failover();
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups()).hasSize(1);
    }
}
