package io.odradek.engine.sim;

import io.odradek.engine.SimRooms;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.SimZookeeper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A machine with a broker on it: the disk stays, processes come and go. The others learn of an end by a broken
 * connection or, where the machine lost its power, by silence; ZooKeeper when the session expires.
 */
final class Host implements Machine {
    static final int SESSION_MS = 6_000;
    static final List<Path> DATA = List.of(Path.of("/data"), Path.of("/more"));
    /** Partitions of each internal topic. */
    static final int COORDINATORS = 2;
    private static final int LANES = 2;
    private static final long RESTART_US = 1_500_000;
    private static final int FAREWELLS = 3;

    private final Net net;
    private final World world;
    private final SimZookeeper zookeeper;
    private final int id;
    private final SimDisk disk;
    private final BrokerConfig config;
    private final Checker checker;
    private Life life;
    private SimRooms rooms;
    private SimZookeeper.SimSession session;
    private long heardOfUs;
    private long wallOffsetMs;
    private int lives;
    private boolean silent;
    private boolean leaving;
    private boolean deaf;
    /** Its process stopped in order: everything is on the disk. */
    private boolean clean;
    private final List<io.odradek.engine.sim.Incoming> connections = new ArrayList<>();

    Host(Net net, SimZookeeper zookeeper, int id, Checker checker) {
        this.net = net;
        this.world = net.world();
        this.zookeeper = zookeeper;
        this.id = id;
        this.checker = checker;
        disk = new SimDisk(world.random());
        config = BrokerConfig.of(properties(id));
        wallOffsetMs = world.random().nextInt(2000) - 1000;
        net.add(this);
    }

    private static Map<String, String> properties(int id) {
        Map<String, String> p = new HashMap<>();
        p.put("broker.id", Integer.toString(id));
        p.put("listeners", "PLAINTEXT://b" + id + ":" + id);
        p.put("log.dirs", DATA.getFirst() + "," + DATA.getLast());
        p.put("zookeeper.connect", "sim:0");
        p.put("default.replication.factor", "3");
        p.put("min.insync.replicas", "2");
        p.put("offsets.topic.replication.factor", "3");
        p.put("offsets.topic.num.partitions", Integer.toString(COORDINATORS));
        p.put("transaction.state.log.replication.factor", "3");
        p.put("transaction.state.log.num.partitions", Integer.toString(COORDINATORS));
        p.put("transaction.state.log.min.isr", "2");
        p.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        p.put("group.initial.rebalance.delay.ms", "100");
        p.put("group.min.session.timeout.ms", "100");
        p.put("group.consumer.min.session.timeout.ms", "1000");
        p.put("group.consumer.session.timeout.ms", Integer.toString(ConsumerMember.SESSION_MS));
        p.put("group.consumer.min.heartbeat.interval.ms", "100");
        p.put("group.consumer.heartbeat.interval.ms", "300");
        p.put("replica.lag.time.max.ms", "4000");
        p.put("replica.socket.timeout.ms", "3000");
        p.put("replica.fetch.backoff.ms", "200");
        // One, two and three to each leader, so that partitions overtake one another.
        p.put("num.replica.fetchers", Integer.toString(id));
        p.put("replica.high.watermark.checkpoint.interval.ms", "1500");
        p.put("request.timeout.ms", "3000");
        p.put("controller.socket.timeout.ms", "3000");
        p.put("leader.imbalance.check.interval.seconds", "20");
        p.put("log.segment.bytes", "8192");
        p.put("log.flush.offset.checkpoint.interval.ms", "2000");
        p.put("log.flush.start.offset.checkpoint.interval.ms", "2000");
        p.put("log.initial.task.delay.ms", "500");
        p.put("log.segment.delete.delay.ms", "1000");
        // Compaction and retention have simulations of their own; here every record is to be accounted for.
        p.put("log.cleaner.enable", "false");
        p.put("log.retention.ms", "-1");
        p.put("auto.create.topics.enable", "false");
        return p;
    }

    @Override
    public int id() {
        return id;
    }

    Life life() {
        return life;
    }

    SimRooms rooms() {
        return rooms;
    }

    SimDisk disk() {
        return disk;
    }

    boolean alive() {
        return life != null && !life.dead();
    }

    boolean paused() {
        return alive() && life.paused();
    }

    /** Starts a process, which takes a while to register. */
    void boot() {
        Life next = new Life(world, "b" + id + "." + ++lives, LANES, wallOffsetMs);
        life = next;
        silent = false;
        leaving = false;
        deaf = false;
        clean = false;
        connections.clear();
        heardOfUs = world.nowUs();
        disk.nowMs = next.wallMs();
        world.trace().add("%s starts", next);
        Net.Pipe up = net.new Pipe(id, Net.ZOOKEEPER);
        Net.Pipe down = net.new Pipe(Net.ZOOKEEPER, id);
        SimZookeeper.Wire wire = new SimZookeeper.Wire(up::send, down::send);
        session = zookeeper.open(next.controller()::offer, () -> net.resetOneIn > 0 && world.oneIn(200), wire);
        rooms = new SimRooms(new SimRooms.Around(next, disk, next, next, world, new SimPeers(net, next, id)), config,
                session);
        SimRooms mine = rooms;
        next.after(() -> checker.stepped(this));
        next.controller().offer(() -> mine.start().whenComplete((_, failure) -> started(next, failure)));
    }

    private void started(Life which, Throwable failure) {
        if (failure == null) {
            world.trace().add("%s is registered with epoch %d", which, rooms.brokerEpoch());
            return;
        }
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        if (cause instanceof Violation v) throw v;
        world.trace().add("%s could not start: %s", which, cause);
        if (!(cause instanceof IllegalStateException)) {
            throw new Violation("a broker starts over what a crash left", which.toString(), cause);
        }
        kill();
        world.at(RESTART_US, this::bootIfDown);
    }

    void bootIfDown() {
        if (!alive()) boot();
    }

    /** kill -9: what was written is in the page cache, connections are reset. */
    void kill() {
        if (!alive()) return;
        world.trace().add("%s is killed", life);
        end();
    }

    private void end() {
        life.die();
        checker.died(this);
        SimZookeeper.SimSession orphan = session;
        // Nobody keeps it alive any more: it lasts as long as its timeout says.
        world.at(Math.max(0, heardOfUs + SESSION_MS * 1000L - world.nowUs()), orphan::expire);
    }

    /** Its process was asked to stop, and has not yet. */
    boolean leaving() {
        return leaving && alive();
    }

    /** SIGTERM: others take over what it leads, files are closed, the session ends. */
    void stop() {
        if (!alive() || leaving || rooms.brokerEpoch() < 0) return;
        leaving = true;
        Life leaver = life;
        rooms.leave(FAREWELLS, () -> {
            deaf = true;
            connections.forEach(io.odradek.engine.sim.Incoming::broken);
        }, () -> {
            if (leaver.dead()) return;
            world.trace().add("%s is stopped", leaver);
            leaver.die();
            rooms.logs().close();
            clean = true;
            checker.died(this);
            session.close();
        });
    }

    /** The power fails: what was not flushed is lost or torn, and nobody is told. */
    void powerOff() {
        if (alive()) {
            world.trace().add("%s loses its power", life);
            end();
        }
        silent = true;
        disk.crash();
        if (!clean) checker.lostData(this, _ -> true);
    }

    /** The machine comes back with an empty disk. */
    void wipe() {
        if (alive()) end();
        world.trace().add("b%d loses its disk", id);
        disk.wipe();
        checker.lostData(this, _ -> true);
    }

    /** Every touch of one of its data directories fails from now on, also for the processes to come. */
    void failDisk() {
        if (disk.broken != null) return;
        disk.broken = DATA.get(world.random().nextInt(DATA.size()));
        world.trace().add("%s fails at %s", disk.broken, toString());
    }

    /** The disk is repaired, or another takes its place; that takes a new process. */
    void mendDisk(boolean other) {
        if (disk.broken == null) return;
        kill();
        Path mended = disk.broken;
        disk.broken = null;
        world.trace().add("%s is %s", mended, other ? "replaced" : "repaired");
        if (other) {
            Set<TopicPartition> lost = on(mended);
            disk.wipe(mended);
            checker.lostData(this, lost::contains);
        }
        bootIfDown();
    }

    private Set<TopicPartition> on(Path directory) {
        Set<TopicPartition> all = new HashSet<>();
        try {
            for (Path each : disk.list(directory)) {
                String name = each.getFileName().toString();
                int dash = name.lastIndexOf('-');
                if (dash > 0 && name.substring(dash + 1).matches("[0-9]+")) {
                    all.add(new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    void jump(long ms) {
        wallOffsetMs += ms;
        if (alive()) life.jump(ms);
    }

    void expireSession() {
        if (!alive()) return;
        world.trace().add("the session of %s expires", life);
        session.expire();
    }

    /** The server's look at its sessions, some times a second. */
    void heartbeat() {
        if (!alive()) return;
        boolean heard = !life.paused() && !net.cut(id, Net.ZOOKEEPER) && !net.cut(Net.ZOOKEEPER, id);
        if (heard) heardOfUs = world.nowUs();
        else if (world.nowUs() - heardOfUs > SESSION_MS * 1000L) {
            expireSession();
            heardOfUs = world.nowUs();
        }
        disk.nowMs = life.wallMs();
    }

    @Override
    public Incoming accept(Consumer<byte[]> answers, Runnable reset) {
        if (silent) return new Nowhere();
        if (!alive() || deaf) return null;
        SimRooms mine = rooms;
        io.odradek.engine.sim.Incoming made = new io.odradek.engine.sim.Incoming(life, mine::table,
                life + "-" + world.nowUs(), answers, reset);
        connections.add(made);
        return made;
    }

    /** A machine without power: nothing ever comes back. */
    private static final class Nowhere implements Incoming {
        @Override
        public boolean gone() {
            return false;
        }

        @Override
        public void receive(byte[] frame) {
            // Nobody is there to take it.
        }

        @Override
        public void closed() {
            // Nobody is there to hear of it.
        }
    }

    @Override
    public String toString() {
        return life == null ? "b" + id : life.toString();
    }
}
