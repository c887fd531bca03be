package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * Many groups of ten members each in one shard: joined, stable, and the same after a coordinator failed over. With
 * {@code -Dgroups.count=10000} it is 100,000 members, and the figures on standard output mean something.
 */
class ManyGroupsTest {
    private static final int GROUPS = Integer.getInteger("groups.count", 500);
    private static final int EACH = 10;
    private static final int MEMBERS = GROUPS * EACH;
    /** Until everybody has what it is meant to have: two would do for a group that joins at once. */
    private static final int ROUNDS = 4;

    private final GroupBench bench = new GroupBench(Map.of("group.consumer.session.timeout.ms", "60000"));

    /** What a client of the consumer protocol keeps. */
    private static final class Member {
        private final String group;
        private final String id = UUID.randomUUID().toString();
        private int epoch;
        private List<ConsumerGroupHeartbeatResponse.TopicPartitions> owned = List.of();

        Member(String group) {
            this.group = group;
        }

        int beat(GroupBench bench) {
            ConsumerGroupHeartbeatRequest q = new ConsumerGroupHeartbeatRequest().groupId(group).memberId(id)
                    .memberEpoch(epoch).topicPartitions(new ArrayList<>());
            if (epoch == 0) q.rebalanceTimeoutMs(60_000).subscribedTopicNames(new ArrayList<>(List.of("t")));
            owned.forEach(t -> q.topicPartitions().add(new ConsumerGroupHeartbeatRequest.TopicPartitions()
                    .topicId(t.topicId()).partitions(t.partitions())));
            ConsumerGroupHeartbeatResponse r =
                    bench.now(bench.coordinator.heartbeat(new Caller("app", "/10.0.0.1", (short) 1), q));
            assertThat(r.errorCode()).isZero();
            epoch = r.memberEpoch();
            if (r.assignment() != null) owned = r.assignment().topicPartitions();
            return owned.stream().mapToInt(t -> t.partitions().size()).sum();
        }
    }

    @Test
    void manyConsumerGroups() {
        bench.topic("t", EACH);
        List<Member> all = new ArrayList<>();
        for (int g = 0; g < GROUPS; g++) for (int m = 0; m < EACH; m++) all.add(new Member("group-" + g));
        measure("consumer", () -> {
            for (int round = 0; round < ROUNDS; round++) all.forEach(m -> m.beat(bench));
        }, all, m -> m.beat(bench));
        assertThat(all).allMatch(m -> m.beat(bench) == 1);
    }

    private record ClassicOne(String group, String id, int generation) {}

    @Test
    void manyClassicGroups() {
        bench.topic("t", EACH);
        List<ClassicOne> all = new ArrayList<>();
        measure("classic", () -> join(all), all, this::beat);
        assertThat(all).hasSize(MEMBERS).allMatch(m -> beat(m) == 0);
    }

    private int beat(ClassicOne m) {
        return bench.now(bench.coordinator.heartbeat(new HeartbeatRequest().groupId(m.group).memberId(m.id)
                .generationId(m.generation))).errorCode();
    }

    private void join(List<ClassicOne> into) {
        List<CompletableFuture<JoinGroupResponse>> joins = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            String group = "group-" + i / EACH;
            String id = bench.now(bench.coordinator.join(Classic.caller(Classic.JOIN),
                    Classic.request(group, "", null, "t"))).memberId();
            joins.add(bench.coordinator.join(Classic.caller(Classic.JOIN), Classic.request(group, id, null, "t")));
            bench.world.settle();
        }
        bench.world.pass(6_000);
        for (int i = 0; i < MEMBERS; i++) {
            String group = "group-" + i / EACH;
            JoinGroupResponse joined = bench.now(joins.get(i));
            SyncGroupRequest q = new SyncGroupRequest().groupId(group).memberId(joined.memberId())
                    .generationId(joined.generationId()).protocolType("consumer")
                    .protocolName(joined.protocolName());
            for (int m = 0; m < joined.members().size(); m++) {
                q.assignments().add(new SyncGroupRequest.SyncGroupRequestAssignment()
                        .memberId(joined.members().get(m).memberId())
                        .assignment(Unpooled.wrappedBuffer(Classic.assignment("t", List.of(m)))));
            }
            bench.coordinator.sync(q);
            bench.world.settle();
            into.add(new ClassicOne(group, joined.memberId(), joined.generationId()));
        }
    }

    private <M> void measure(String kind, Runnable join, List<M> all, ToIntFunction<M> beat) {
        double joined = seconds(join);
        double beats = seconds(() -> all.forEach(beat::applyAsInt));
        bench.coordinator.resigned(0);
        bench.world.settle();
        bench.coordinator = null;
        long before = used();
        double load = seconds(bench::fresh);
        long after = used();
        System.out.printf(Locale.ROOT, "%s: %,d groups, %,d members: joined in %.1f s, %.1f us a heartbeat, "
                        + "loaded in %.2f s, %,d bytes of heap a member%n", kind, GROUPS, all.size(), joined,
                beats / all.size() * 1e6, load, (after - before) / all.size());
    }

    private static double seconds(Runnable r) {
        long start = System.nanoTime();
        r.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** Bytes of heap in use by what is alive. */
    private static long used() {
        for (int i = 0; i < 3; i++) System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
