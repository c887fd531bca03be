package io.odradek.engine;

import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.Handlers;
import io.odradek.engine.api.Parts;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.Policies;
import io.odradek.engine.config.ZookeeperKeys;
import io.odradek.engine.controller.ConfigStore;
import io.odradek.engine.controller.Controller;
import io.odradek.engine.controller.Vigil;
import io.odradek.engine.env.Faults;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.OpenFiles;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.Surroundings;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.ImageDelta;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.metric.Counter;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.net.ListenerAddress;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.zk.BrokerRegistration;
import io.odradek.engine.zk.ClusterRoots;
import io.odradek.engine.zk.ConfigWatch;
import io.odradek.engine.zk.FeatureWatch;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZookeeperSession;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything inside a running broker, built in the order in which the rooms need each other, closed in the opposite
 * one.
 */
final class Rooms implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rooms.class);
    /** Waiting for ZooKeeper beyond its own limits means that it is there and does not answer. */
    private static final long PATIENCE_MS = 60_000;
    private static final long SETTLE_MS = 10_000;

    private final Metadata metadata = new Metadata();
    /** What is to be closed, the newest first. */
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final World world;
    private final Meters meters;
    private final Runnable died;
    private final Faults faults;
    private volatile BrokerConfig config;
    private volatile boolean closed;
    private final Policies policies;
    private Front front;
    private IdleWatch idle;
    private ZookeeperSession session;
    private ConfigWatch configs;
    private LogDirectories logs;
    private BrokerRegistration registration;
    private Seams seams;
    private Replicas replicas;
    private Controller controller;
    private Predecessor predecessor;

    private Rooms(BrokerConfig config, Meters meters, OpenFiles files, Faults faults, Runnable died) {
        this.faults = faults;
        this.config = config;
        this.died = died;
        this.meters = meters;
        this.policies = Policies.of(config);
        opened.push(policies);
        this.world = new World(config, meters, files, faults);
        opened.push(world);
    }

    /**
     * Opens all rooms and serves; where one fails, those opened before are closed again.
     *
     * @param files  those of the whole process
     * @param faults null where nothing can be made to go wrong
     * @param died   called on a thread of its own when the broker cannot go on: its last data directory failed
     */
    static Rooms open(BrokerConfig config, Meters meters, OpenFiles files, Faults faults, Runnable died)
            throws StartFailure {
        Rooms rooms;
        try {
            rooms = new Rooms(config, meters, files, faults, died);
        } catch (ConfigError e) {
            throw new StartFailure(e.getMessage(), e);
        }
        try {
            rooms.build();
            return rooms;
        } catch (LogFailure | ConfigError | ZookeeperSession.Unreachable e) {
            rooms.close();
            throw new StartFailure(e.getMessage(), e);
        } catch (StartFailure | RuntimeException | Error e) {
            rooms.close();
            throw e;
        }
    }

    private void build() throws StartFailure, ZookeeperSession.Unreachable {
        front = new Front(config, world.transport(), meters);
        opened.push(front);
        front.bind();
        connect();
        open();
        join();
    }

    private void connect() throws StartFailure, ZookeeperSession.Unreachable {
        int timeoutMs = config.get(ZookeeperKeys.SESSION_TIMEOUT_MS);
        session = ZookeeperSession.open(Settings.zookeeper(config, faults), world.lanes().controller(), world.timers());
        opened.push(session);
        String clusterId = wait(ClusterRoots.make(session, Uuid.random(world.rng()).toString()));
        metadata.update(d -> d.clusterId(clusterId));
        registration = new BrokerRegistration(session, world.lanes().controller(), world.timers(),
            () -> front.registration(world.clock().wallMs()), timeoutMs + TimeUnit.SECONDS.toMillis(2));
        configs = new ConfigWatch(session, metadata);
        wait(configs.start());
        metadata.subscribe(this::configured);
        configure();
    }

    private void open() {
        logs = new LogDirectories(new Surroundings(world.disk(), world.clock(), world.timers(), world.lanes(),
            meters),
            new LogDirectories.Setup(config, metadata.current().clusterId(),
                topic -> metadata.current().topicConfig(topic),
                (topic, partition) -> world.lanes().owner(new TopicPartition(topic, partition).hashCode()),
                world.rng()));
        try {
            logs.start();
        } catch (RuntimeException e) {
            // Not closed: that would mark a directory as clean that is perhaps another's.
            logs.abandon();
            logs = null;
            throw e;
        }
        opened.push(logs);
        follow();
        // A deletion may be on its way to its lane although its replica is gone already.
        opened.push(this::settle);
        seams = new Seams(world.clock(), world.timers(), world.lanes(), world.peers(), world.rng(), meters);
        replicas = new Replicas(seams, logs, metadata, this::config, registration::epoch);
        opened.push(replicas);
        new DiskWatch(config.brokerId(), logs, replicas, session, died).start();
        controller = new Controller(Settings.controller(config, policies), session, metadata, configs,
            new Controller.World(world.clock(), world.lanes().controller(), world.timers(), world.rng(),
                world.peers()));
    }

    /** The directories are locked, so whoever ran on them before is dead. */
    private void follow() {
        Path home = logs.directories().stream().filter(LogDirectories.Directory::online).findFirst().orElseThrow()
            .path();
        predecessor = new Predecessor(world.disk(), home);
        predecessor.follow(session);
        session.listen(new ZkSession.Listener() {
            @Override
            public void renewed() {
                world.lanes().disk(0).execute(() -> predecessor.write(session));
            }
        });
    }

    private void join() throws StartFailure {
        HandlerTable.Builder table = HandlerTable.builder();
        Parts parts = new Parts(replicas, metadata, this::config, controller,
            new ConfigStore(session, configs, metadata), logs, world.timers(), policies);
        Handlers handlers = new Handlers(parts, registration::epoch);
        Coordinators coordinators = new Coordinators(replicas, seams, metadata, this::config, handlers);
        handlers.addTo(table, front::table, coordinators.enlistment());
        coordinators.addTo(table);
        measure(coordinators);
        replicas.start();
        wait(registration.register());
        FeatureWatch features = new FeatureWatch(session, metadata);
        wait(CompletableFuture.supplyAsync(features::start, world.lanes().controller()).thenCompose(known -> known));
        // Requests are not looked at before, as with Kafka: a controller that takes this broker for the process before
        // would have it lead with what a crash may have left of its logs.
        front.open(table.build());
        // Again, and so closed before the rooms that requests go to.
        opened.push(front);
        controller.start();
        opened.push(controller::stop);
        Vigil vigil = new Vigil(controller, session, metadata);
        vigil.start();
        opened.push(vigil);
    }

    /** What is asked when somebody looks at the meters. A broker that has stopped shows none of it. */
    private void measure(Coordinators coordinators) {
        Census census = new Census(config, replicas, logs);
        meters.observe(look -> {
            if (closed) return;
            census.look(look);
            census.controller(controller, metadata.current(), look);
            coordinators.look(look);
        });
        idle = new IdleWatch("b" + config.brokerId() + "-net-io-", world.transport().lanes().size(),
            world.clock());
        meters.observe(idle);
        // There from the start, for a rate needs the zero before the first.
        List.of(Meter.LOG_CLEANINGS, Meter.LOG_CLEANED_IN, Meter.LOG_CLEANED_OUT, Meter.LOG_CLEANER_FAILURES)
            .forEach(meters::counter);
        meters.show(Meter.CONTROLLER_EVENT_TIME, controller.tally().eventTime());
        meters.show(Meter.CONTROLLER_ELECTION_TIME, controller.tally().electionTime());
        AtomicBoolean connected = new AtomicBoolean(true);
        meters.gauge(Meter.ZOOKEEPER_CONNECTED, () -> connected.get() && !closed ? 1 : 0);
        Counter expirations = meters.counter(Meter.ZOOKEEPER_EXPIRATIONS);
        session.listen(new ZkSession.Listener() {
            @Override
            public void expired() {
                connected.set(false);
                expirations.increment();
            }

            @Override
            public void renewed() {
                connected.set(true);
            }
        });
    }

    private static <T> T wait(CompletableFuture<T> answer) throws StartFailure {
        try {
            return answer.get(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new StartFailure(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new StartFailure("ZooKeeper did not answer within " + PATIENCE_MS + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("the start was interrupted", e);
        }
    }

    private void configured(ImageDelta delta) {
        boolean ours = delta.changedConfigs().stream().anyMatch(e -> e.equals(ConfigEntity.DEFAULT_BROKER)
            || e.equals(ConfigEntity.broker(config.brokerId())));
        if (ours) configure();
    }

    private void configure() {
        config = config.with(metadata.current().config(ConfigEntity.DEFAULT_BROKER),
            metadata.current().brokerConfig(config.brokerId()));
        if (logs != null) logs.configure(config);
    }

    /** The newest configuration, dynamic values included. */
    BrokerConfig config() {
        return config;
    }

    Metadata metadata() {
        return metadata;
    }

    Controller controller() {
        return controller;
    }

    Insight insight() {
        return new Insight(replicas, logs, front, idle);
    }

    NearScan near() {
        return new NearScan(replicas, world.disk());
    }

    List<ListenerAddress> advertised() {
        return front.advertised();
    }

    /**
     * Whatever serves stops where it is, as under SIGSTOP, until the latch opens: requests, partitions, the controller.
     */
    void freeze(CountDownLatch until) {
        Runnable wait = () -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        world.transport().lanes().forEach(lane -> lane.offer(wait));
        world.lanes().controller().offer(wait);
    }

    /** Has others take over what this broker leads. Blocks; to be called while it serves. */
    void handOver() {
        new ControlledShutdown(this::config, replicas.controller(), metadata, registration::epoch).run();
    }

    @Override
    public void close() {
        closed = true;
        for (AutoCloseable room = opened.poll(); room != null; room = opened.poll()) {
            try {
                room.close();
            } catch (Exception e) {
                LOG.warn("broker {}: a room did not close", config.brokerId(), e);
            }
        }
        // The last of all, when the session is over.
        if (predecessor != null) predecessor.forget();
    }

    /** Lets go of everything as a killed process would. */
    void abandon() {
        closed = true;
        front.close();
        if (logs != null) logs.abandon();
        world.close();
        opened.clear();
        if (session != null) session.abandon();
    }

    /** Waits until the owner lanes have done what they were given so far. */
    private void settle() throws InterruptedException {
        List<? extends Lane> owners = world.transport().lanes();
        CountDownLatch reached = new CountDownLatch(owners.size());
        for (Lane owner : owners) if (!owner.offer(reached::countDown)) reached.countDown();
        if (!reached.await(SETTLE_MS, TimeUnit.MILLISECONDS)) LOG.warn("{} lanes are still busy", reached.getCount());
    }
}
