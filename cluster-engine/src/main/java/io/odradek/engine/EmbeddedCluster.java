package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.env.Faults;
import io.odradek.engine.env.OpenFiles;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A ZooKeeper in this JVM and some brokers, in this JVM too or each in one of its own, over one data directory that is
 * kept from start to start.
 */
public final class EmbeddedCluster implements AutoCloseable {
    private static final int ZOOKEEPER_PORT = 2181;
    /** ZooKeeper's default; sessions last 2 to 20 ticks. */
    static final int TICK_MS = 2_000;
    /** How long brokers may take to hear of each other after all have registered. */
    private static final long ACQUAINTANCE_NS = 20_000_000_000L;
    private static final long ACQUAINTANCE_STEP_NS = 1_000_000;

    private final Options options;
    private final DataLock lock;
    private final EmbeddedZookeeper zookeeper;
    private final OpenFiles files = OpenFiles.ofProcess();
    /** Null where nothing can be broken. */
    private final Breakage breakage;
    /** Null where all brokers are in this process. */
    private final Isolation isolation;
    private final NavigableMap<Integer, Member> members = new ConcurrentSkipListMap<>();
    private final List<Consumer<Death>> mourners = new CopyOnWriteArrayList<>();

    /**
     * @param brokers      how many; their ids go from 1 on
     * @param data         directory of all their files
     * @param host         that they listen on and are reached by
     * @param firstPort    of broker 1, the others follow; 0 takes any free ones
     * @param brokerConfig more properties, for every broker; they win over those made here
     */
    public record Options(int brokers, Path data, String host, int firstPort, Map<String, String> brokerConfig) {
        public static Options defaults(Path data) {
            return new Options(3, data, "127.0.0.1", 9092, Map.of());
        }
    }

    private EmbeddedCluster(Options options, DataLock lock, EmbeddedZookeeper zookeeper, Kind kind) {
        this.breakage = kind.breakable ? new Breakage(zookeeper.connect(), this::member) : null;
        this.isolation = kind.isolation;
        this.options = options;
        this.lock = lock;
        this.zookeeper = zookeeper;
    }

    private record Kind(boolean breakable, Isolation isolation) {}

    /** Blocks until every broker serves and knows the others. After a failure nothing is left running. */
    public static EmbeddedCluster start(Options options) throws StartFailure {
        return start(options, new Kind(false, null));
    }

    /** As {@link #start}, with brokers that can be broken on demand: see {@link #breakage}. */
    public static EmbeddedCluster startBreakable(Options options) throws StartFailure {
        return start(options, new Kind(true, null));
    }

    /**
     * As {@link #startBreakable}, with each broker in a process of its own. They end with this one, and log to files in
     * the data directory.
     */
    public static EmbeddedCluster startIsolated(Options options, Isolation isolation) throws StartFailure {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            throw new StartFailure("brokers get processes of their own only where there is a /bin/sh and signals");
        }
        return start(options, new Kind(true, isolation));
    }

    private static EmbeddedCluster start(Options options, Kind kind) throws StartFailure {
        DataLock lock = DataLock.take(options.data(),
            "cluster; stop that one or choose another directory (up: --data)");
        EmbeddedCluster cluster;
        try {
            cluster = new EmbeddedCluster(options, lock, zookeeper(options), kind);
        } catch (StartFailure | RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            cluster.startBrokers();
            return cluster;
        } catch (StartFailure | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static EmbeddedZookeeper zookeeper(Options options) throws StartFailure {
        Path data = options.data().resolve("zookeeper");
        try {
            try {
                int port = options.firstPort() == 0 ? 0 : ZOOKEEPER_PORT;
                return EmbeddedZookeeper.start(data, options.host(), port, TICK_MS);
            } catch (EmbeddedZookeeper.StartFailure taken) {
                // Nobody has to know our ZooKeeper's port by heart, so another will do.
                if (!StartFailure.portInUse(taken)) throw taken;
                return EmbeddedZookeeper.start(data, options.host(), 0, TICK_MS);
            }
        } catch (EmbeddedZookeeper.StartFailure e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    private void startBrokers() throws StartFailure {
        try {
            for (int id = 1; id <= options.brokers(); id++) members.put(id, made(id));
        } catch (ConfigError e) {
            throw new StartFailure(e.getMessage(), e);
        }
        try (ExecutorService starters = Executors.newFixedThreadPool(Math.max(1, options.brokers()))) {
            List<Future<?>> starting = new ArrayList<>();
            for (Member broker : members.values()) {
                starting.add(starters.submit(() -> {
                    broker.start();
                    return null;
                }));
            }
            for (Future<?> each : starting) each.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailure failure) throw failure;
            throw new StartFailure("a broker did not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("the start was interrupted", e);
        }
        awaitAcquaintance();
    }

    /** Not started. */
    private Member made(int id) {
        Map<String, String> properties = MemberProperties.of(options, id, zookeeper.connect());
        if (breakage == null) return new Broker(BrokerConfig.of(properties), files, null);
        Relay relay = breakage.relay();
        if (isolation != null) {
            Path log = logs().resolve("broker-" + id + ".log");
            BrokerProcess process = new BrokerProcess(new BrokerProcess.Birth(id, properties, relay.address(),
                options.brokers(), log, isolation), this::died);
            breakage.join(id, relay, process);
            return process;
        }
        try {
            Faults faults = new Faults();
            faults.zookeeperThrough(relay.address());
            Broker broker = new Broker(BrokerConfig.of(properties), files, faults);
            breakage.join(id, relay, new OwnLevers(faults, broker));
            return broker;
        } catch (ConfigError e) {
            relay.close();
            throw e;
        }
    }

    private void died(Death death) {
        release(death.broker());
        mourners.forEach(mourner -> mourner.accept(death));
    }

    /** Calls back where a broker's process ends that nobody has asked to. */
    public void onDeath(Consumer<Death> mourner) {
        mourners.add(mourner);
    }

    /** What is broken on demand; null unless the cluster was started so. */
    public Breakage breakage() {
        return breakage;
    }

    private void release(int id) {
        if (breakage != null) breakage.release(id);
    }

    private void awaitAcquaintance() throws StartFailure {
        long deadline = System.nanoTime() + ACQUAINTANCE_NS;
        for (Member broker : members.values()) {
            while (!broker.acquainted(members.size())) {
                if (System.nanoTime() > deadline) {
                    throw new StartFailure(broker + " did not hear of the others within "
                        + ACQUAINTANCE_NS / 1_000_000_000 + " s");
                }
                LockSupport.parkNanos(ACQUAINTANCE_STEP_NS);
            }
        }
    }

    /** {@code host:port,…} of the brokers that run. */
    public String bootstrapServers() {
        return members.values().stream().filter(Member::running).map(b -> b.host() + ":" + b.port())
            .collect(Collectors.joining(","));
    }

    public String zookeeperConnect() {
        return zookeeper.connect();
    }

    public EmbeddedZookeeper zookeeper() {
        return zookeeper;
    }

    /** As the brokers that run know it; empty when none does. */
    public String clusterId() {
        return members.values().stream().filter(Member::running).map(Member::clusterId).findFirst().orElse("");
    }

    /**
     * Reads records from the files of the broker that leads their partition, on the caller's thread; returns the next
     * offset. See {@link NearScan}.
     */
    public long scan(NearScan.Ask ask, NearScan.Visitor visitor) throws NearScan.Elsewhere {
        TopicPartition name = new TopicPartition(ask.topic(), ask.partition());
        for (Broker broker : brokers()) {
            NearScan near = broker.near();
            if (near != null && near.leads(name)) return near.run(ask, visitor);
        }
        throw new NearScan.Elsewhere("no broker of this process leads " + name, null);
    }

    /** Whether each broker has a process of its own. */
    public boolean isolated() {
        return isolation != null;
    }

    /** Where brokers with a process of their own log to. */
    public Path logs() {
        return options.data().resolve("logs");
    }

    /** All of them, wherever they run. */
    public List<Member> members() {
        return List.copyOf(members.values());
    }

    /** Those of this process. */
    public List<Broker> brokers() {
        return members.values().stream().filter(Broker.class::isInstance).map(Broker.class::cast).toList();
    }

    private Member member(int id) {
        Member member = members.get(id);
        if (member == null) throw new IllegalArgumentException("no broker " + id + "; there are " + members.keySet());
        return member;
    }

    /** One of this process. */
    public Broker broker(int id) {
        if (member(id) instanceof Broker broker) return broker;
        throw new IllegalArgumentException("broker " + id + " runs in a process of its own");
    }

    /**
     * One broker more, with the next id, and the next port where ports are not chosen freely. It serves when this
     * returns, and holds nothing yet. A later start of the same data must ask for as many brokers to have it again.
     */
    public synchronized int addBroker() throws StartFailure {
        int id = members.lastKey() + 1;
        try {
            Member broker = made(id);
            broker.start();
            members.put(id, broker);
            return id;
        } catch (ConfigError e) {
            throw new StartFailure(e.getMessage(), e);
        } finally {
            if (breakage != null && !members.containsKey(id)) breakage.leave(id);
        }
    }

    /** Its leaders move to others first. */
    public void stopBroker(int id) {
        release(id);
        member(id).stop();
    }

    public void startBroker(int id) throws StartFailure {
        member(id).start();
    }

    /** See {@link Broker#kill} and {@link BrokerProcess#kill}. */
    public void killBroker(int id) {
        // A process is killed where it stands still; a broker of ours has to move to be stopped.
        if (isolation == null) release(id);
        member(id).kill();
        release(id);
    }

    /** Stops the brokers, all at once and so without handing over, then ZooKeeper. The data stays. */
    @Override
    public void close() {
        if (breakage != null) members.keySet().forEach(this::release);
        try (ExecutorService stoppers = Executors.newFixedThreadPool(Math.max(1, members.size()))) {
            members.values().forEach(broker -> stoppers.submit(broker::stopWithAll));
        }
        if (breakage != null) breakage.close();
        zookeeper.close();
        lock.close();
    }
}
