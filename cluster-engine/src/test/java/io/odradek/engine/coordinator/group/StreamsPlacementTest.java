package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where tasks of streams groups go: warm-ups, static members, topics by regular expression, intervals. */
class StreamsPlacementTest {
    private static final String DELAY = "group.streams.initial.rebalance.delay.ms";

    private GroupBench bench;
    private StreamsThread a;
    private StreamsThread b;

    @BeforeEach
    void group() {
        with(Map.of(DELAY, "0"));
    }

    private void with(Map<String, String> settings) {
        bench = new GroupBench(settings);
        bench.topic("in", 4);
        bench.topic("g-re", 4);
        bench.topic("g-log", 4);
        a = new StreamsThread(bench, "a", "p");
        b = new StreamsThread(bench, "b", "q");
    }

    private static void settle(StreamsThread... all) {
        for (int i = 0; i < 6; i++) for (StreamsThread t : all) assertThat(t.beat()).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aTaskStaysWhereItIsUntilItsNewProcessHasCaughtUp() {
        a.behind = 0L;
        b.behind = 50_000L;
        settle(a);
        assertThat(a.counting()).containsExactly(0, 1, 2, 3);
        settle(a, b);
        assertThat(a.counting()).as("it goes on working").containsExactly(0, 1, 2, 3);
        assertThat(StreamsThread.count(b.warmup)).isEqualTo(2);
        assertThat(b.count()).as("tasks without state move at once").isPositive();
        b.behind = 10_000L;
        settle(a, b);
        assertThat(b.counting()).hasSize(2);
        assertThat(a.counting()).hasSize(2).doesNotContainAnyElementsOf(b.counting());
        assertThat(b.warmup).isEmpty();
    }

    @Test
    void noTaskWaitsForMembersThatDoNotTellHowFarTheyAre() {
        settle(a, b);
        assertThat(b.counting()).hasSize(2);
        assertThat(b.warmup).isEmpty();
    }

    @Test
    void aStaticMemberThatComesBackHasItsTasksAgain() {
        a.instanceId = "one";
        b.instanceId = "two";
        settle(a, b);
        List<Integer> had = b.counting();
        int epoch = a.epoch;
        assertThat(b.leave()).isEqualTo(ErrorCode.NONE);
        settle(a);
        assertThat(a.epoch).as("nobody takes over meanwhile").isEqualTo(epoch);
        StreamsThread again = new StreamsThread(bench, "b2", "q");
        again.instanceId = "two";
        settle(again, a);
        assertThat(again.counting()).isEqualTo(had);
        assertThat(b.beat()).isEqualTo(ErrorCode.FENCED_INSTANCE_ID);
    }

    @Test
    void theNameOfAStaticMemberIsTakenWhileItIsThere() {
        a.instanceId = "one";
        settle(a);
        b.instanceId = "one";
        assertThat(b.beat()).isEqualTo(ErrorCode.UNRELEASED_INSTANCE_ID);
        bench.world.pass(45_000);
        assertThat(b.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(b.count()).isEqualTo(8);
    }

    @Test
    void sourceTopicsAreFoundByRegularExpression() {
        a.topology.subtopologies().getFirst().sourceTopics().clear();
        a.topology.subtopologies().getFirst().sourceTopicRegex().add("in(-[a-z]+)?");
        settle(a);
        assertThat(a.count()).isEqualTo(8);
        bench.topic("in-more", 6);
        a.beat();
        assertThat(a.status()).as("the repartition topic is too small now").containsExactly(2);
        b.topology.subtopologies().getFirst().sourceTopicRegex().add("(?=in)");
        assertThat(b.beat()).isEqualTo(ErrorCode.INVALID_REGULAR_EXPRESSION);
    }

    @Test
    void whoWaitsForMoreMembersHasAnEpochMeanwhile() {
        with(Map.of(DELAY, "3000"));
        assertThat(a.beat()).isEqualTo(ErrorCode.NONE);
        assertThat(a.epoch).as("a client that has an answer says no more what only joining members say").isOne();
        assertThat(a.status()).as("the assignment is delayed").containsExactly(5);
        b.beat();
        bench.world.pass(2_999);
        settle(a, b);
        assertThat(a.count() + b.count()).isZero();
        bench.world.pass(1);
        settle(a, b);
        assertThat(a.count()).isEqualTo(4);
        assertThat(b.count()).isEqualTo(4);
    }

    @Test
    void whoeverSetsAnIntervalGetsFewerAssignments() {
        with(Map.of(DELAY, "0", "group.streams.assignment.interval.ms", "2000"));
        settle(a);
        settle(a, b);
        assertThat(b.count()).isZero();
        assertThat(b.status()).as("the assignment is delayed").containsExactly(5);
        bench.world.pass(2_000);
        settle(b, a);
        assertThat(b.count()).isEqualTo(4);
    }
}
