package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupDescribeRequest;
import io.odradek.engine.wire.message.ConsumerGroupDescribeResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members join, leave, die, come back and subscribe to other things while topics grow and the coordinator moves. No
 * partition is ever consumed by two, replay gives the same state, and in the end everything is assigned.
 */
class ConsumerGroupSimulation {
    private static final int STEPS = 600;
    private static final long SESSION_MS = 45_000;

    private record Life(Consumer consumer, long[] lastBeatMs) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void noPartitionHasTwoConsumers(long seed) {
        run(new GroupBench(seed, Map.of()), seed, 5);
    }

    /** With so many partitions that assignments are calculated aside, while all the rest goes on. */
    @ParameterizedTest
    @ValueSource(longs = {4, 6, 9})
    void norWhereAssignmentsTakeTheirTime(long seed) {
        GroupBench b = new GroupBench(seed, Map.of());
        b.log.slowAside();
        run(b, seed, 2_005);
    }

    private static void run(GroupBench b, long seed, int partitions) {
        b.topic("a", partitions);
        b.topic("b", 3);
        List<Life> alive = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            act(b, alive, step, partitions);
            check(b, alive, seed, step);
        }
        while (alive.size() > 3) alive.removeLast();
        if (alive.isEmpty()) alive.add(new Life(new Consumer(b, "last", null, "a"), new long[1]));
        for (int i = 0; i < 40; i++) {
            b.world.pass(5_000);
            for (Life l : alive) beat(b, l);
            check(b, alive, seed, STEPS + i);
        }
        assertThat(alive.stream().filter(l -> l.consumer.count() > 0)).as("seed %d", seed).isNotEmpty();
        assertThat(described(b).groupState()).as("seed %d", seed).isEqualTo("Stable");
    }

    private static void act(GroupBench b, List<Life> alive, int step, int partitions) {
        Random random = b.world.random();
        int dice = random.nextInt(100);
        if (alive.isEmpty() || dice < 6 && alive.size() < 8) {
            String[] topics = random.nextBoolean() ? new String[] {"a"} : new String[] {"a", "b"};
            Consumer c = new Consumer(b, "m" + step, random.nextInt(3) == 0 ? "i" + step : null, topics);
            if (random.nextInt(6) == 0) c.regex("a|b");
            alive.add(new Life(c, new long[] {b.world.nowMs()}));
            beat(b, alive.getLast());
            return;
        }
        Life some = alive.get(random.nextInt(alive.size()));
        if (dice < 80) beat(b, some);
        else if (dice < 83) alive.remove(some);
        else if (dice < 86) {
            some.consumer.leave();
            if (some.consumer.instanceId == null) alive.remove(some);
        } else if (dice < 89 && some.consumer.epoch > 0) some.consumer.subscribe(random.nextBoolean() ? "a" : "b");
        else if (dice < 91) b.topic("a", partitions + random.nextInt(4));
        else if (dice < 93) {
            var before = described(b);
            b.failover();
            assertThat(described(b)).isEqualTo(before);
        } else b.world.pass(random.nextInt(15_000));
    }

    private static void beat(GroupBench b, Life l) {
        l.lastBeatMs[0] = b.world.nowMs();
        if (l.consumer.beat() != ErrorCode.NONE) l.consumer.start();
    }

    private static void check(GroupBench b, List<Life> alive, long seed, int step) {
        Map<String, String> owners = new HashMap<>();
        for (Life l : alive) {
            if (b.world.nowMs() - l.lastBeatMs[0] >= SESSION_MS) continue;
            l.consumer.owned().forEach((t, all) -> all.forEach(p -> {
                String other = owners.put(t + "-" + p, l.consumer.id);
                assertThat(other).as("seed %d step %d: %s-%d has %s and %s", seed, step, t, p, other, l.consumer.id)
                        .isNull();
            }));
        }
    }

    private static ConsumerGroupDescribeResponse.DescribedGroup described(GroupBench b) {
        return b.now(b.coordinator.admin().describe(new ConsumerGroupDescribeRequest()
                .groupIds(new ArrayList<>(List.of("g"))))).groups().getFirst();
    }
}
