package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.env.OpenFiles;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A ZooKeeper and some brokers in this JVM, over one data directory that is kept from start to start. */
public final class EmbeddedCluster implements AutoCloseable {
    private static final int ZOOKEEPER_PORT = 2181;
    /** ZooKeeper's default; sessions last 2 to 20 ticks. */
    private static final int TICK_MS = 2_000;
    /** How long brokers may take to hear of each other after all have registered. */
    private static final long ACQUAINTANCE_NS = 20_000_000_000L;
    private static final long ACQUAINTANCE_STEP_NS = 1_000_000;

    private final Options options;
    private final DataLock lock;
    private final EmbeddedZookeeper zookeeper;
    private final OpenFiles files = OpenFiles.ofProcess();
    /** Null where nothing can be broken. */
    private final Breakage breakage;
    private final NavigableMap<Integer, Broker> brokers = new ConcurrentSkipListMap<>();

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

    private EmbeddedCluster(Options options, DataLock lock, EmbeddedZookeeper zookeeper, boolean breakable) {
        this.breakage = breakable ? new Breakage(zookeeper.connect(), this::broker) : null;
        this.options = options;
        this.lock = lock;
        this.zookeeper = zookeeper;
    }

    /** Blocks until every broker serves and knows the others. After a failure nothing is left running. */
    public static EmbeddedCluster start(Options options) throws StartFailure {
        return start(options, false);
    }

    /** As {@link #start}, with brokers that can be broken on demand: see {@link #breakage}. */
    public static EmbeddedCluster startBreakable(Options options) throws StartFailure {
        return start(options, true);
    }

    private static EmbeddedCluster start(Options options, boolean breakable) throws StartFailure {
        DataLock lock = DataLock.take(options.data(),
            "cluster; stop that one or choose another directory (up: --data)");
        EmbeddedCluster cluster;
        try {
            cluster = new EmbeddedCluster(options, lock, zookeeper(options), breakable);
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
            for (int id = 1; id <= options.brokers(); id++) brokers.put(id, made(id));
        } catch (ConfigError e) {
            throw new StartFailure(e.getMessage(), e);
        }
        try (ExecutorService starters = Executors.newFixedThreadPool(Math.max(1, options.brokers()))) {
            List<Future<?>> starting = new ArrayList<>();
            for (Broker broker : brokers.values()) {
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

    private Broker made(int id) {
        return new Broker(config(id), files, breakage == null ? null : breakage.faults(id));
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
        for (Broker broker : brokers.values()) {
            while (broker.image().brokers().size() < brokers.size() || broker.image().controllerId() < 0) {
                if (System.nanoTime() > deadline) {
                    throw new StartFailure(broker + " did not hear of the others within "
                        + ACQUAINTANCE_NS / 1_000_000_000 + " s");
                }
                LockSupport.parkNanos(ACQUAINTANCE_STEP_NS);
            }
        }
    }

    private BrokerConfig config(int id) {
        int count = options.brokers();
        Map<String, String> properties = new HashMap<>();
        properties.put("broker.id", Integer.toString(id));
        int port = options.firstPort() == 0 ? 0 : options.firstPort() + id - 1;
        properties.put("listeners", "PLAINTEXT://" + options.host() + ":" + port);
        properties.put("log.dirs", options.data().resolve("broker-" + id).toString());
        properties.put("zookeeper.connect", zookeeper.connect());
        // Three ticks: nothing but loopback is between them, and a killed broker's leaders are taken over sooner.
        properties.put("zookeeper.session.timeout.ms", Integer.toString(3 * TICK_MS));
        String copies = Integer.toString(Math.min(3, count));
        properties.put("offsets.topic.replication.factor", copies);
        properties.put("transaction.state.log.replication.factor", copies);
        properties.put("transaction.state.log.min.isr", Integer.toString(Math.min(2, count)));
        // As in the server.properties that Kafka comes with: nobody waits three seconds for a first consumer.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.streams.initial.rebalance.delay.ms", "0");
        properties.putAll(options.brokerConfig());
        return BrokerConfig.of(properties);
    }

    /** {@code host:port,…} of the brokers that run. */
    public String bootstrapServers() {
        return brokers.values().stream().filter(Broker::running).map(b -> b.host() + ":" + b.port())
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
        return brokers.values().stream().filter(Broker::running).map(b -> b.image().clusterId()).findFirst().orElse("");
    }

    /**
     * Reads records from the files of the broker that leads their partition, on the caller's thread; returns the next
     * offset. See {@link NearScan}.
     */
    public long scan(NearScan.Ask ask, NearScan.Visitor visitor) throws NearScan.Elsewhere {
        TopicPartition name = new TopicPartition(ask.topic(), ask.partition());
        for (Broker broker : brokers.values()) {
            NearScan near = broker.near();
            if (near != null && near.leads(name)) return near.run(ask, visitor);
        }
        throw new NearScan.Elsewhere("no broker of this process leads " + name, null);
    }

    public List<Broker> brokers() {
        return List.copyOf(brokers.values());
    }

    public Broker broker(int id) {
        Broker broker = brokers.get(id);
        if (broker == null) throw new IllegalArgumentException("no broker " + id + "; there are " + brokers.keySet());
        return broker;
    }

    /**
     * One broker more, with the next id, and the next port where ports are not chosen freely. It serves when this
     * returns, and holds nothing yet. A later start of the same data must ask for as many brokers to have it again.
     */
    public synchronized int addBroker() throws StartFailure {
        int id = brokers.lastKey() + 1;
        try {
            Broker broker = made(id);
            broker.start();
            brokers.put(id, broker);
            return id;
        } catch (ConfigError e) {
            throw new StartFailure(e.getMessage(), e);
        }
    }

    /** Its leaders move to others first. */
    public void stopBroker(int id) {
        release(id);
        broker(id).stop();
    }

    public void startBroker(int id) throws StartFailure {
        broker(id).start();
    }

    /** See {@link Broker#kill}. */
    public void killBroker(int id) {
        release(id);
        broker(id).kill();
    }

    /** Stops the brokers, all at once and so without handing over, then ZooKeeper. The data stays. */
    @Override
    public void close() {
        if (breakage != null) brokers.keySet().forEach(this::release);
        try (ExecutorService stoppers = Executors.newFixedThreadPool(Math.max(1, brokers.size()))) {
            brokers.values().forEach(broker -> stoppers.submit(broker::stopWithAll));
        }
        if (breakage != null) breakage.close();
        zookeeper.close();
        lock.close();
    }
}
