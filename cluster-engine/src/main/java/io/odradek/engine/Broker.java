package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.NetKeys;
import io.odradek.engine.config.ZookeeperKeys;
import io.odradek.engine.env.Faults;
import io.odradek.engine.env.OpenFiles;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.net.ClientLook;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker. It may be started and stopped many times; each start builds all its rooms anew over the same data. */
public final class Broker implements Member, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final BrokerConfig config;
    private final OpenFiles files;
    private final Faults faults;
    private volatile Rooms rooms;
    private volatile Meters meters;
    /** 0 before the first start. */
    private volatile int lastPort;

    /**
     * Nothing is opened before {@link #start}. Throws {@link ConfigError}, one line, where the properties contradict.
     */
    public Broker(BrokerConfig config) {
        this(config, OpenFiles.ofProcess(), null);
    }

    /**
     * @param files  those of the whole process
     * @param faults what can be made to go wrong in its world; null for nothing
     */
    Broker(BrokerConfig config, OpenFiles files, Faults faults) {
        this.files = files;
        this.faults = faults;
        if (config.brokerId() < 0) {
            throw ConfigError.invalid("broker.id", config.brokerId(), "a broker needs one, from 0 on");
        }
        String zookeeper = config.get(ZookeeperKeys.CONNECT);
        if (zookeeper == null || zookeeper.isBlank()) {
            throw ConfigError.invalid("zookeeper.connect", zookeeper,
                "a broker needs a ZooKeeper: host:port, several with commas, a path after them where wanted");
        }
        this.config = config;
        this.meters = fresh();
        for (String name : config.unknown()) LOG.warn("configuration {} is not known and has no effect", name);
        for (String name : config.notActedUpon()) LOG.warn("configuration {} is Kafka's and has no effect here", name);
    }

    private Meters fresh() {
        Meters fresh = new Meters(config.brokerId());
        fresh.gauge(Meter.BROKER_RUNNING, () -> running() ? 1 : 0);
        return fresh;
    }

    /** Blocks until the broker is registered and serves. After a failure nothing is left open. */
    @Override
    public synchronized void start() throws StartFailure {
        if (rooms != null) return;
        long startedNs = System.nanoTime();
        Meters fresh = fresh();
        rooms = open(fresh);
        meters = fresh;
        lastPort = port();
        long tookMs = (System.nanoTime() - startedNs) / 1_000_000;
        LOG.info("broker {} serves at {} after {} ms", id(), rooms.advertised(), tookMs);
    }

    /**
     * A broker that took any free port takes the same one again where it still can: clients know no other by which to
     * find it.
     */
    private Rooms open(Meters fresh) throws StartFailure {
        List<String> listeners = config.get(NetKeys.LISTENERS);
        if (lastPort > 0 && listeners.size() == 1 && listeners.getFirst().endsWith(":0")) {
            String same = listeners.getFirst().replaceFirst("0$", Integer.toString(lastPort));
            try {
                return Rooms.open(config.with(Map.of(), Map.of("listeners", same)), fresh, files, faults, this::kill);
            } catch (StartFailure e) {
                if (!StartFailure.portInUse(e)) throw e;
                LOG.warn("broker {} cannot have its port {} again, somebody else has it", id(), lastPort);
            }
        }
        return Rooms.open(config, fresh, files, faults, this::kill);
    }

    /**
     * Hands its leaders over, takes its leave of the cluster, writes everything down. Does nothing when it does not
     * run.
     */
    @Override
    public synchronized void stop() {
        if (rooms != null) rooms.handOver();
        stopWithAll();
    }

    /** As {@link #stop}, but hands nothing over: for when the whole cluster stops. */
    @Override
    public synchronized void stopWithAll() {
        Rooms running = rooms;
        rooms = null;
        if (running != null) running.close();
    }

    /**
     * Ends like a killed process: nothing is handed over or written down, connections just break. The others hear of it
     * when its ZooKeeper session expires, or when it is started again.
     */
    @Override
    public synchronized void kill() {
        Rooms running = rooms;
        rooms = null;
        if (running != null) running.abandon();
    }

    /** See {@link Rooms#freeze}; nothing happens where it does not run. */
    void freeze(CountDownLatch until) {
        Rooms running = rooms;
        if (running != null) running.freeze(until);
    }

    @Override
    public void close() {
        stop();
    }

    @Override
    public int id() {
        return config.brokerId();
    }

    public BrokerConfig config() {
        return config;
    }

    @Override
    public boolean running() {
        return rooms != null;
    }

    /** Host of the first listener as clients are told; empty while it does not run. */
    @Override
    public String host() {
        Rooms running = rooms;
        return running == null ? "" : running.advertised().getFirst().host();
    }

    /** Port of the first listener; -1 while it does not run. */
    @Override
    public int port() {
        Rooms running = rooms;
        return running == null ? -1 : running.advertised().getFirst().port();
    }

    @Override
    public int lastPort() {
        return lastPort;
    }

    /** The port that it had in another process; where any free one will do, it takes this one if it still can. */
    void lastPort(int port) {
        lastPort = port;
    }

    @Override
    public String clusterId() {
        return image().clusterId();
    }

    @Override
    public boolean acquainted(int brokers) {
        ClusterImage known = image();
        return known.brokers().size() >= brokers && known.controllerId() >= 0;
    }

    /** {@code NAME://host:port} of every listener, as clients are told; empty while it does not run. */
    public List<String> listeners() {
        Rooms running = rooms;
        return running == null ? List.of() : running.advertised().stream().map(Object::toString).toList();
    }

    /** What it leads, read from its files; null while it does not run. */
    NearScan near() {
        Rooms running = rooms;
        return running == null ? null : running.near();
    }

    /** The counts since its last start. */
    public Meters meters() {
        return meters;
    }

    /** What it knows of the cluster; empty while it does not run. */
    public ClusterImage image() {
        Rooms running = rooms;
        return running == null ? ClusterImage.EMPTY : running.metadata().current();
    }

    /** Its replicas and logs from within; null while it does not run. */
    public Insight insight() {
        Rooms running = rooms;
        return running == null ? null : running.insight();
    }

    @Override
    public Load load() {
        Insight insight = insight();
        return insight == null ? null : Load.of(insight, meters);
    }

    @Override
    public List<ClientLook> clients() {
        Insight insight = insight();
        return insight == null ? null : insight.clients();
    }

    /** True while it is the cluster's controller. */
    public boolean controller() {
        Rooms running = rooms;
        return running != null && running.controller().active();
    }

    @Override
    public String toString() {
        return "broker " + id();
    }
}
