package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupDescribeRequest;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse.DescribedGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups so large that their assignments are calculated aside, which takes up to two seconds here. */
class LargeGroupTest {
    private static final int MANY = 3_000;
    private static final int ASIDE_MS = 2_000;

    private final GroupBench b = new GroupBench();
    private final Consumer one = new Consumer(b, "m1", null, "big");
    private final Consumer two = new Consumer(b, "m2", null, "big");
    private final Consumer three = new Consumer(b, "m3", null, "big");

    @BeforeEach
    void topics() {
        b.topic("big", MANY);
        b.topic("small", 4);
        b.log.slowAside();
    }

    private DescribedGroup described() {
        return b.now(b.coordinator.admin().describe(new ConsumerGroupDescribeRequest()
                .groupIds(new ArrayList<>(List.of("g"))))).groups().getFirst();
    }

    /** Two calculations may follow each other, and what they find takes three heartbeats of everybody. */
    private void settle(Consumer... all) {
        for (int i = 0; i < 12; i++) {
            for (Consumer c : all) assertThat(c.beat()).isEqualTo(ErrorCode.NONE);
            b.world.pass(ASIDE_MS / 2);
        }
        assertThat(described().groupState()).isEqualTo("Stable");
        assertThat(described().members()).hasSize(all.length);
    }

    @Test
    void otherGroupsAreServedWhileAnAssignmentIsCalculated() {
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(one.epoch).as("it must not have to say everything again").isPositive();
        assertThat(one.count()).isZero();
        assertThat(one.askedBackMs).isEqualTo(500);
        assertThat(described().groupState()).isEqualTo("Assigning");
        Consumer neighbour = new Consumer(b, "n1", null, "small");
        var served = neighbour.send(neighbour.request().groupId("neighbours"));
        assertThat(served.assignment().topicPartitions().getFirst().partitions()).hasSize(4);
        b.world.pass(ASIDE_MS);
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(one.count()).isEqualTo(MANY);
    }

    @Test
    void whoComesOrGoesMeanwhileIsInTheNextAssignment() {
        settle(one, two);
        assertThat(three.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(two.leave()).isEqualTo(ErrorCode.NONE);
        Consumer four = new Consumer(b, "m4", null, "big", "small");
        assertThat(four.beat()).isEqualTo(ErrorCode.NONE);
        settle(one, three, four);
        assertThat(List.of(one.count(), three.count(), four.count())).allMatch(n -> n >= MANY / 3);
        assertThat(one.count() + three.count() + four.count()).isEqualTo(MANY + 4);
    }

    @Test
    void aStaticMemberThatComesBackMeanwhileHasItsPart() {
        Consumer fixed = new Consumer(b, "s1", "i1", "big");
        settle(one, fixed);
        assertThat(two.beat()).isEqualTo(ErrorCode.NONE);
        fixed.leave();
        Consumer again = new Consumer(b, "s2", "i1", "big");
        assertThat(again.beat()).isEqualTo(ErrorCode.NONE);
        settle(one, two, again);
        assertThat(List.of(one.count(), two.count(), again.count())).containsOnly(MANY / 3);
    }

    @Test
    void whatAnotherCoordinatorHadBegunIsCalculatedAnew() {
        settle(one);
        assertThat(two.beat()).isEqualTo(ErrorCode.NONE);
        b.failover();
        settle(one, two);
        assertThat(two.count()).isEqualTo(MANY / 2);
    }

    @Test
    void anAssignmentThatCannotBeWrittenIsMadeAgain() {
        assertThat(one.beat()).isEqualTo(ErrorCode.NONE);
        b.log.refuse(ErrorCode.NOT_ENOUGH_REPLICAS);
        b.world.pass(ASIDE_MS);
        b.log.refuse(ErrorCode.NONE);
        settle(one);
        assertThat(one.count()).isEqualTo(MANY);
    }

    @Test
    void streamsGroupsAreCalculatedAsideToo() {
        GroupBench streams = new GroupBench(Map.of("group.streams.initial.rebalance.delay.ms", "0"));
        for (String t : List.of("in", "g-re", "g-log")) streams.topic(t, MANY);
        streams.log.slowAside();
        List<StreamsThread> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) all.add(new StreamsThread(streams, "m" + i, "p" + i));
        for (int i = 0; i < 12; i++) {
            for (StreamsThread t : all) assertThat(t.beat()).isEqualTo(ErrorCode.NONE);
            if (i == 0) assertThat(all.getLast().epoch).isPositive();
            streams.world.pass(ASIDE_MS / 2);
        }
        assertThat(all).allMatch(t -> t.count() == 2 * MANY / 5).allMatch(t -> t.status().isEmpty());
        all.getFirst().leave();
        assertThat(all.getLast().beat()).isEqualTo(ErrorCode.NONE);
        assertThat(all.getLast().status()).as("the assignment is not there yet").containsExactly(5);
        assertThat(all.getLast().count()).isEqualTo(2 * MANY / 5);
    }

    @Test
    void whereNobodyWantsThatTheyAreCalculatedAtOnce() {
        GroupBench plain = new GroupBench(Map.of("group.consumer.assignor.offload.enable", "false"));
        plain.topic("big", MANY);
        Consumer alone = new Consumer(plain, "m1", null, "big");
        assertThat(alone.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(alone.count()).isEqualTo(MANY);
    }
}
