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
    private static final int MEMBERS = 3;
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
    private final List<Consumption> groups = new ArrayList<>();
    private final List<Mover> movers = new ArrayList<>();
    private final List<Ephemeral> ephemerals = new ArrayList<>();
    private final Temper temper;
    private final Health health;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Faults faults;
    private int clients = Net.CLIENTS;
    private boolean producing = true;

    /** Seeds differ in what goes on beside reading and writing, so that each has enough of what it has. */
    private record Temper(boolean moves, boolean deletions, boolean classic, boolean consumers) {
        static Temper of(World world) {
            return new Temper(world.oneIn(3), world.oneIn(3), world.oneIn(3), world.oneIn(3));
        }
    }

    public Scene(World world) {
        this.world = world;
        temper = Temper.of(world);
        net = new Net(world);
        checker = new Checker(world);
        history = new History(world, checker);
        SimZookeeper zookeeper = new SimZookeeper((_, task) -> task.run(), checker::znode);
        // Where replicas are moved there must be a place without one.
        for (int id = 1; id <= (temper.moves() ? 4 : 3); id++) hosts.add(new Host(net, zookeeper, id, checker));
        health = new Health(this, hosts, checker);
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

    /** As ZooKeeper has it; null where there is none of the name. */
    ZnodeJson.Topic topic(String name) {
        return checker.topic(name);
    }

    List<Producer> producers() {
        return producers;
    }

    List<Reader> readers() {
        return readers;
    }

    List<Consumption> groups() {
        return groups;
    }

    List<Ephemeral> ephemerals() {
        return ephemerals;
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
        until("what was broken heals", () -> health.missing().isEmpty(), HEAL_US);
        history.complete(producers);
        transactors.forEach(x -> history.complete(x, partitions));
        return new Outcome(world.trace().hash(), world.nowMs(), world.steps(), history.acknowledged(), history.read(),
                committed(), beside(), checker.waived(), faults.counts());
    }

    /** What a run that kept every promise shows. */
    public record Outcome(long hash, long ms, long steps, int acknowledged, int read, int transactions, Beside beside,
                          int waived, Map<String, Integer> faults) {}

    /**
     * What went on beside reading and writing.
     *
     * @param early how often a dead process lost its office or what it led before its session expired
     */
    public record Beside(int offsetsAsked, int commits, int moves, int deletions, int early) {
        Beside plus(Beside o) {
            return new Beside(offsetsAsked + o.offsetsAsked, commits + o.commits, moves + o.moves,
                    deletions + o.deletions, early + o.early);
        }
    }

    private Beside beside() {
        return new Beside(committers.stream().mapToInt(Committer::checked).sum(),
                groups.stream().mapToInt(Consumption::commits).sum(), movers.stream().mapToInt(Mover::moves).sum(),
                ephemerals.stream().mapToInt(Ephemeral::lives).sum(), checker.early());
    }

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
        if (temper.classic()) group("gc", true);
        if (temper.consumers()) group("gn", false);
        if (temper.moves()) movers.add(new Mover(this, moved()));
        if (temper.deletions()) ephemerals.add(new Ephemeral(this));
        movers.forEach(Mover::start);
        ephemerals.forEach(Ephemeral::start);
    }

    private List<TopicPartition> moved() {
        List<TopicPartition> all = new ArrayList<>(partitions);
        all.add(new TopicPartition("__consumer_offsets", 0));
        all.add(new TopicPartition("__transaction_state", 0));
        return all;
    }

    private void group(String name, boolean classic) {
        Consumption group = new Consumption(history, name, partitions);
        groups.add(group);
        for (int i = 0; i < MEMBERS; i++) {
            (classic ? new ClassicMember(this, name, group) : new ConsumerMember(this, name, group)).start();
        }
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
                throw new Violation(what, "not within " + withinUs / 1_000_000 + " s of simulated time: "
                        + health.missing());
            }
        }
    }

    private boolean led() {
        return checker.states().values().stream().filter(s -> s.leader() > 0).count() >= PARTITIONS;
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
