package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.zk.SimZookeeper;
import io.odradek.engine.zk.ZnodeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run: brokers come up, a topic is made, clients work, things break, and in the end everything is whole again and
 * must show it.
 */
public final class Scene {
    private static final String TOPIC = "t";
    private static final int PARTITIONS = 3;
    /** After the last fault: sessions expire, laggards leave and come back, fetches back off; several times over. */
    private static final long HEAL_US = 180_000_000;
    private static final long START_US = 60_000_000;
    private static final long LOOK_US = 200_000;

    private final World world;
    private final Net net;
    private final Checker checker;
    private final History history;
    private final List<Host> hosts = new ArrayList<>();
    private final List<Producer> producers = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Transactor> transactors = new ArrayList<>();
    private final List<Committer> committers = new ArrayList<>();
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Faults faults;
    private int clients = Net.CLIENTS;
    private boolean producing = true;

    public Scene(World world) {
        this.world = world;
        net = new Net(world);
        checker = new Checker(world);
        history = new History(world, checker);
        SimZookeeper zookeeper = new SimZookeeper((_, task) -> task.run(), checker::znode);
        for (int id = 1; id <= 3; id++) hosts.add(new Host(net, zookeeper, id, checker));
        faults = new Faults(this, hosts);
    }

    World world() {
        return world;
    }

    Net net() {
        return net;
    }

    History history() {
        return history;
    }

    int brokers() {
        return hosts.size();
    }

    int nextClient() {
        return clients++;
    }

    int clients() {
        return clients - Net.CLIENTS;
    }

    boolean producing() {
        return producing;
    }

    /** The whole of it: so many steps with faults, then until everything is well. */
    public Outcome run(long steps) {
        hosts.forEach(Host::boot);
        heartbeats();
        Admin admin = new Admin(this);
        admin.start();
        until("a cluster comes up", () -> admin.done && led(), START_US);
        for (int i = 0; i < PARTITIONS; i++) partitions.add(new TopicPartition(TOPIC, i));
        cast();
        long end = world.steps() + steps;
        faults.start();
        while (world.steps() < end && world.step()) { }
        faults.stop();
        producing = false;
        world.trace().add("everything is mended");
        until("what was broken heals", this::healed, HEAL_US);
        history.complete(producers);
        transactors.forEach(x -> history.complete(x, partitions));
        return new Outcome(world.trace().hash(), world.nowMs(), world.steps(), history.acknowledged(), history.read(),
                committed(), committers.stream().mapToInt(Committer::checked).sum(), checker.waived(),
                faults.counts());
    }

    /** What a run that kept every promise shows. */
    public record Outcome(long hash, long ms, long steps, int acknowledged, int read, int transactions,
                          int offsetsAsked, int waived, Map<String, Integer> faults) {}

    private int committed() {
        return (int) transactors.stream().flatMap(x -> x.transactions().stream())
                .filter(t -> t.fate == Transactor.Fate.COMMITTED).count();
    }

    private void cast() {
        producers.add(new Producer(this, Producer.Kind.IDEMPOTENT, partitions));
        producers.add(new Producer(this, Producer.Kind.IDEMPOTENT, partitions.subList(0, 1)));
        producers.add(new Producer(this, Producer.Kind.PLAIN, partitions.subList(1, 3)));
        producers.add(new Producer(this, Producer.Kind.CARELESS, partitions.subList(0, 2)));
        for (TopicPartition p : partitions) readers.add(new Reader(this, p));
        for (int i = 0; i < 2; i++) transactors.add(new Transactor(this, partitions));
        committers.add(new Committer(this, partitions.getFirst()));
        producers.forEach(Producer::start);
        transactors.forEach(Transactor::start);
        committers.forEach(Committer::start);
        readers.forEach(Reader::start);
    }

    private void heartbeats() {
        hosts.forEach(Host::heartbeat);
        world.at(LOOK_US, this::heartbeats);
    }

    private interface Condition {
        boolean holds();
    }

    private void until(String what, Condition condition, long withinUs) {
        long limitUs = world.nowUs() + withinUs;
        long lookUs = 0;
        while (true) {
            if (world.nowUs() >= lookUs) {
                if (condition.holds()) return;
                lookUs = world.nowUs() + LOOK_US;
            }
            if (world.nowUs() > limitUs || !world.step()) {
                throw new Violation(what, "not within " + withinUs / 1_000_000 + " s of simulated time: " + missing());
            }
        }
    }

    private boolean led() {
        return checker.states().values().stream().filter(s -> s.leader() > 0).count() >= PARTITIONS;
    }

    private boolean healed() {
        return missing().isEmpty();
    }

    /** What is not as it should be in a cluster that works. */
    private List<String> missing() {
        List<String> all = new ArrayList<>();
        for (Host h : hosts) {
            if (!h.alive() || h.rooms().brokerEpoch() < 0) all.add(h + " is not registered");
        }
        if (!all.isEmpty()) return all;
        checker.states().forEach((name, s) -> {
            if (s.leader() < 1) all.add(name + " has no leader: " + s);
            else if (s.isr().size() < hosts.size()) all.add(name + " lacks in-sync replicas: " + s + roles(name));
            else hosts.forEach(h -> replica(h, name, s, all));
        });
        producers.stream().filter(p -> !p.done()).forEach(p -> all.add(p + " waits for acknowledgements"));
        for (Reader r : readers) {
            if (history.promised(r.name()) && r.position() < checker.committed(r.name()).end()) {
                all.add(r + " has read " + r.name() + " up to " + r.position() + " only, of "
                        + checker.committed(r.name()).end());
            }
        }
        return all;
    }

    private String roles(TopicPartition name) {
        StringBuilder all = new StringBuilder();
        for (Host h : hosts) {
            var p = h.rooms().replicas().find(name);
            all.append("; ").append(h).append(p == null ? " has no replica" : " " + p.role() + " ends at "
                    + (p.log() == null ? -1 : p.log().logEndOffset()) + (p.isLeader() ? " isr " + p.isr() : ""));
        }
        return all.toString();
    }

    private void replica(Host h, TopicPartition name, ZnodeJson.State s, List<String> all) {
        var p = h.rooms().replicas().find(name);
        if (p == null || p.log() == null) {
            all.add(h + " has no replica of " + name);
            return;
        }
        if (p.leaderEpoch() != s.leaderEpoch()) all.add(h + " has not heard of epoch " + s.leaderEpoch() + " of "
                + name);
        else if (p.log().highWatermark() < p.log().logEndOffset()) all.add(name + " at " + h + ": high watermark "
                + p.log().highWatermark() + " of " + p.log().logEndOffset());
        else if (history.promised(name) && p.log().lastStableOffset() < p.log().highWatermark()) {
            all.add(name + " at " + h + ": a transaction is open at " + p.log().lastStableOffset());
        }
        var known = h.rooms().metadata().current().partition(name.topic(), name.partition());
        if (known == null || known.leader() != s.leader()) all.add(h + " does not tell who leads " + name);
    }

    /** Makes the topic. */
    private static final class Admin extends Client {
        private boolean done;

        Admin(Scene scene) {
            super(scene, "a");
        }

        void start() {
            refresh();
            later(300, this::create);
        }

        private void create() {
            if (controller() < 0) {
                start();
                return;
            }
            CreateTopicsRequest request = new CreateTopicsRequest().timeoutMs(2000).topics(new ArrayList<>(List.of(
                    new CreateTopicsRequest.CreatableTopic().name(TOPIC).numPartitions(PARTITIONS)
                            .replicationFactor((short) 3))));
            call(controller(), ApiKey.CREATE_TOPICS, 7, request, new CreateTopicsResponse(), answer -> {
                ErrorCode code = answer == null ? ErrorCode.NETWORK_EXCEPTION
                        : ErrorCode.of(answer.topics().getFirst().errorCode());
                if (code == ErrorCode.NONE || code == ErrorCode.TOPIC_ALREADY_EXISTS) done = true;
                else start();
            });
        }
    }
}
