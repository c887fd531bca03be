package io.odradek.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.Policies;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest.ReassignablePartition;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest.ReassignableTopic;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.CreatePartitionsRequest;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.DeleteTopicsRequest;
import io.odradek.engine.wire.message.ElectLeadersRequest;
import io.odradek.engine.zk.ClusterRoots;
import io.odradek.engine.zk.SimZookeeper;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Four brokers with the real controller over a simulated ZooKeeper, under random faults and requests. Held after
 * every write: leader and
 * partition epochs never go back, the leader is in the ISR, the ISR among the replicas; after every LeaderAndIsr:
 * one leader per
 * epoch. Held in the end, when all brokers are back: everything leads, is in sync, has moved, is deleted.
 */
class ControllerSimulation {
    private static final int BROKERS = 4;
    private static final int SEEDS = Integer.getInteger("controller.simulation.seeds", 150);

    @Test
    void theClusterIsAlwaysSafeAndInTheEndWhole() {
        long first = Long.getLong("controller.simulation.first", 1);
        for (long seed = first; seed < first + SEEDS; seed++) {
            try {
                new Run(seed).run();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    /** However its deliveries are ordered; brokers that hear nothing do not hold the answer up for long. */
    @Test
    void whoMadeATopicMayAskAnyBrokerForIt() {
        for (long seed = 1; seed <= 30; seed++) new Run(seed).madeTopicsAreKnownEverywhere();
    }

    private static final class Run {
        private final SimWorld world;
        private final SimZookeeper zookeeper;
        private final Map<String, ZnodeJson.State> states = new HashMap<>();
        private final Map<String, Integer> leaders = new HashMap<>();
        private int topics;

        Run(long seed) {
            world = new SimWorld(seed);
            zookeeper = new SimZookeeper(world::post, this::written);
            ClusterRoots.make(zookeeper.open(Runnable::run, () -> false), "sim");
            world.settle(0);
            for (int i = 1; i <= BROKERS; i++) start(i);
            world.settle(1000);
        }

        private void start(int id) {
            new SimBroker(id, world, zookeeper, new Controller.Settings(id, "PLAINTEXT", 2, (short) 2, 1000, false,
                    true,
                    300_000, 10, true, Policies.NONE), this::claimed);
        }

        private void written(String path, byte[] data) {
            if (!path.endsWith("/state")) return;
            if (data == null) {
                states.remove(path);
                return;
            }
            ZnodeJson.State now = ZnodeJson.decodeState(path, data);
            ZnodeJson.State before = states.put(path, now);
            String what = path + " " + before + " -> " + now;
            if (now.leader() >= 0) assertThat(now.isr()).as(what).contains(now.leader());
            assertThat(now.isr()).as(what).isNotEmpty().doesNotHaveDuplicates();
            if (before == null) return;
            assertThat(now.leaderEpoch()).as(what).isGreaterThanOrEqualTo(before.leaderEpoch());
            assertThat(now.controllerEpoch()).as(what).isGreaterThanOrEqualTo(before.controllerEpoch());
            if (now.leaderEpoch() == before.leaderEpoch()) assertThat(now.leader()).as(what).isEqualTo(before.leader());
            boolean clean = before.isr().contains(now.leader()) || now.leader() < 0;
            assertThat(clean).as("unclean " + what).isTrue();
        }

        private void claimed(SimBroker.Claim c) {
            String key = c.topic() + "-" + c.partition().partition() + "@" + c.leaderEpoch();
            Integer other = leaders.putIfAbsent(key, c.leader());
            if (other != null) assertThat(c.leader()).as(key + " " + c.partition()).isEqualTo(other);
        }

        void run() {
            int steps = 60 + world.random.nextInt(200);
            for (int i = 0; i < steps; i++) {
                world.lossPerMille = world.random.nextInt(4) == 0 ? 60 : 0;
                act();
                int deliveries = world.random.nextInt(60);
                for (int d = 0; d < deliveries; d++) if (!world.step()) break;
                if (world.random.nextInt(6) == 0) world.tick();
            }
            heal();
            check();
        }

        void madeTopicsAreKnownEverywhere() {
            for (int i = 0; i < 10; i++) {
                Controller c = anyActive();
                CompletableFuture<CreateTopicsResponse> made = create(c).thenApply(a -> {
                    world.brokers.values().forEach(b -> assertThat(b.metadata.current().topics())
                            .as("at %d", b.id).containsKey(a.topics().getFirst().name()));
                    return a;
                });
                while (!made.isDone() && world.step()) { }
                assertThat(made).isCompleted();
            }
            world.brokers.get(1).crash();
            CompletableFuture<CreateTopicsResponse> made = new CompletableFuture<>();
            world.brokers.values().stream().filter(b -> b.controller.active() && b.alive()).findFirst()
                    .ifPresentOrElse(b -> create(b.controller).thenAccept(made::complete), () -> made.complete(null));
            world.settle(3000);
            assertThat(made).isCompleted();
        }

        private void act() {
            SimBroker b = world.brokers.get(1 + world.random.nextInt(BROKERS));
            Controller c = anyActive();
            switch (world.random.nextInt(14)) {
                case 0, 1 -> {
                    if (b.alive()) b.crash();
                    else restart(b);
                }
                case 2 -> {
                    if (b.alive()) b.session.expire();
                    else b.session.close();
                }
                case 3 -> {
                    if (!b.alive()) restart(b);
                }
                case 4, 5 -> {
                    if (c != null) create(c);
                }
                case 6 -> {
                    if (c != null && topics > 0) delete(c);
                }
                case 7 -> {
                    if (c != null && topics > 0) reassign(c, false);
                }
                case 8 -> {
                    if (c != null && topics > 0) reassign(c, true);
                }
                case 9 -> {
                    if (c != null) c.electLeaders(new ElectLeadersRequest().topicPartitions(null));
                }
                case 10 -> {
                    if (c != null && b.alive()) c.controlledShutdown(new ControlledShutdownRequest().brokerId(b.id));
                }
                case 11 -> {
                    if (c != null && topics > 0) grow(c);
                }
                default -> {
                    if (c != null && b.alive()) b.alterIsr(c, world, world.random.nextBoolean());
                }
            }
        }

        private void restart(SimBroker b) {
            b.session.close();
            start(b.id);
        }

        private Controller anyActive() {
            List<SimBroker> all = new ArrayList<>(world.brokers.values());
            Collections.shuffle(all, world.random);
            return all.stream().filter(b -> b.alive() && b.controller.active()).map(b -> b.controller).findFirst()
                    .orElse(null);
        }

        private String anyTopic() {
            return "t" + world.random.nextInt(topics);
        }

        private CompletableFuture<CreateTopicsResponse> create(Controller c) {
            int n = world.random.nextInt(3) == 0 && topics > 0 ? world.random.nextInt(topics) : topics++;
            CreateTopicsRequest q = new CreateTopicsRequest();
            q.topics().add(new CreateTopicsRequest.CreatableTopic().name("t" + n)
                    .numPartitions(1 + world.random.nextInt(4))
                    .replicationFactor((short) (1 + world.random.nextInt(3))));
            return c.createTopics(q);
        }

        private void delete(Controller c) {
            c.deleteTopics(new DeleteTopicsRequest().topics(List.of(new DeleteTopicsRequest.DeleteTopicState()
                    .name(anyTopic()))));
        }

        private void grow(Controller c) {
            c.createPartitions(new CreatePartitionsRequest().topics(List.of(
                    new CreatePartitionsRequest.CreatePartitionsTopic()
                    .name(anyTopic()).count(1 + world.random.nextInt(8)).assignments(null))));
        }

        private void reassign(Controller c, boolean cancel) {
            List<Integer> ids = new ArrayList<>(List.of(1, 2, 3, 4));
            Collections.shuffle(ids, world.random);
            List<Integer> target = cancel ? null : ids.subList(0, 1 + world.random.nextInt(3));
            c.alterReassignments(new AlterPartitionReassignmentsRequest()
                    .topics(List.of(new ReassignableTopic().name(anyTopic())
                    .partitions(List.of(new ReassignablePartition().partitionIndex(0).replicas(target))))));
        }

        private void heal() {
            world.lossPerMille = 0;
            for (int i = 1; i <= BROKERS; i++) {
                SimBroker b = world.brokers.get(i);
                // One that is shutting down stays so until it restarts.
                if (b.alive()) b.crash();
                restart(b);
                world.settle(2000);
            }
            for (int round = 0; round < 6; round++) {
                for (SimBroker b : List.copyOf(world.brokers.values())) {
                    Controller c = anyActive();
                    assertThat(c).as("a controller").isNotNull();
                    b.alterIsr(c, world, true);
                    world.settle(300);
                }
            }
            world.settle(2000);
        }

        private void check() {
            long active = world.brokers.values().stream().filter(b -> b.controller.active()).count();
            assertThat(active).as("controllers").isEqualTo(1);
            assertThat(zookeeper.children(Znodes.DELETE_TOPICS)).as("deletions left").isEmpty();
            Set<TopicPartition> all = new HashSet<>();
            for (String name : zookeeper.children(Znodes.TOPICS)) {
                ZnodeJson.Topic t = ZnodeJson.decodeTopic(name, zookeeper.data(Znodes.topic(name)));
                assertThat(t.adding()).as("moving " + name + " " + t).isEmpty();
                assertThat(t.removing()).as("moving " + name + " " + t).isEmpty();
                t.replicas().forEach((n, replicas) -> {
                    TopicPartition tp = new TopicPartition(name, n);
                    all.add(tp);
                    byte[] data = zookeeper.data(Znodes.state(name, n));
                    assertThat(data).as("state of " + tp).isNotNull();
                    ZnodeJson.State s = ZnodeJson.decodeState(name, data);
                    assertThat(s.leader()).as("leader of " + tp + " " + s).isNotNegative();
                    assertThat(s.isr()).as("isr of " + tp).containsExactlyInAnyOrderElementsOf(replicas);
                    told(tp, t.id(), s, replicas);
                });
            }
            for (SimBroker b : world.brokers.values()) assertThat(all).containsAll(b.replicas.keySet());
        }

        /** Every broker knows what ZooKeeper knows. */
        private void told(TopicPartition tp, Uuid topic, ZnodeJson.State s, List<Integer> replicas) {
            for (SimBroker b : world.brokers.values()) {
                var known = b.metadata.current().partition(tp.topic(), tp.partition());
                assertThat(known).as("broker " + b.id + " knows " + tp).isNotNull();
                assertThat(known.leader()).as("leader of " + tp + " at " + b.id).isEqualTo(s.leader());
                assertThat(known.leaderEpoch()).as("epoch of " + tp + " at " + b.id).isEqualTo(s.leaderEpoch());
                assertThat(known.isr()).isEqualTo(s.isr());
                assertThat(b.metadata.current().topic(topic)).isNotNull();
                // A stop may be lost with the controller that sent it: as with Kafka, that replica stays on its disk.
                if (replicas.contains(b.id)) assertThat(b.replicas).as("at " + b.id).containsKey(tp);
            }
        }
    }
}
