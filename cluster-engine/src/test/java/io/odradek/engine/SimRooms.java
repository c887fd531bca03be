package io.odradek.engine;

import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.api.Handlers;
import io.odradek.engine.api.Parts;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.Policies;
import io.odradek.engine.controller.ConfigStore;
import io.odradek.engine.controller.Controller;
import io.odradek.engine.controller.Vigil;
import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Disk;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.Surroundings;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Seams;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.ControlledShutdownResponse;
import io.odradek.engine.zk.BrokerRegistration;
import io.odradek.engine.zk.ClusterRoots;
import io.odradek.engine.zk.ConfigWatch;
import io.odradek.engine.zk.FeatureWatch;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZnodeJson;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** {@link Rooms} over a simulated world: the same rooms, built in the same order, without waiting. */
public final class SimRooms {
    private static final int PATIENCE_MS = 1_000;
    /** So many hashes meet every owner lane. */
    private static final int ALL_LANES = 8;

    /** The world of one process. */
    public record Around(Clock clock, Disk disk, Lanes lanes, Timers timers, Rng rng, Peers peers) {}

    private final Around world;
    private final BrokerConfig config;
    private final ZkSession session;
    private final Metadata metadata = new Metadata();
    private BrokerRegistration registration;
    private ConfigWatch configs;
    private LogDirectories logs;
    private Replicas replicas;
    private Controller controller;
    private Vigil vigil;
    private final HandlerTable.Builder builder = HandlerTable.builder();
    private HandlerTable table;

    public SimRooms(Around world, BrokerConfig config, ZkSession session) {
        this.world = world;
        this.config = config;
        this.session = session;
    }

    /** Completes when the broker is registered; fails as the start would. */
    public CompletableFuture<Void> start() {
        return ClusterRoots.make(session, Uuid.random(world.rng()).toString()).thenCompose(clusterId -> {
            metadata.update(d -> d.clusterId(clusterId));
            registration = new BrokerRegistration(session, world.lanes().controller(), world.timers(),
                this::self, session.timeoutMs() + 2000L);
            configs = new ConfigWatch(session, metadata);
            return configs.start();
        }).thenCompose(_ -> {
            open();
            replicas.start();
            return registration.register();
        }).thenAccept(_ -> {
            new FeatureWatch(session, metadata).start();
            table = builder.build();
            controller.start();
            vigil = new Vigil(controller, session, metadata);
            vigil.start();
        });
    }

    private ZnodeJson.Broker self() {
        int id = config.brokerId();
        return new ZnodeJson.Broker(id, List.of(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "b" + id, id)),
            null, -1, world.clock().wallMs(), new TreeMap<>(Features.SUPPORTED));
    }

    private void open() {
        logs = new LogDirectories(new Surroundings(world.disk(), world.clock(), world.timers(), world.lanes()),
            new LogDirectories.Setup(config, metadata.current().clusterId(),
                topic -> metadata.current().topicConfig(topic),
                (topic, partition) -> world.lanes().owner(new TopicPartition(topic, partition).hashCode()),
                world.rng()));
        logs.start();
        Seams seams = new Seams(world.clock(), world.timers(), world.lanes(), world.peers(), world.rng());
        replicas = new Replicas(seams, logs, metadata, () -> config, registration::epoch);
        new DiskWatch(config.brokerId(), logs, replicas, session, () -> {
            throw new IllegalStateException("one data directory is always well here");
        }).start();
        controller = new Controller(Settings.controller(config, Policies.NONE), session, metadata, configs,
            new Controller.World(world.clock(), world.lanes().controller(), world.timers(), world.rng(),
                world.peers()));
        Handlers handlers = new Handlers(new Parts(replicas, metadata, () -> config, controller,
            new ConfigStore(session, configs, metadata), logs, world.timers(), Policies.NONE), registration::epoch);
        Coordinators coordinators = new Coordinators(replicas, seams, metadata, () -> config, handlers);
        handlers.addTo(builder, () -> table, coordinators.enlistment());
        coordinators.addTo(builder);
    }

    /** Null before the broker listens. */
    public HandlerTable table() {
        return table;
    }

    public Replicas replicas() {
        return replicas;
    }

    public LogDirectories logs() {
        return logs;
    }

    public Metadata metadata() {
        return metadata;
    }

    public Controller controller() {
        return controller;
    }

    public long brokerEpoch() {
        return registration == null ? -1 : registration.epoch();
    }

    /**
     * As {@link ControlledShutdown} does, without waiting on a thread; then the rooms but the logs are closed.
     *
     * @param deaf called when no request is to be heard any more
     * @param left called when nobody uses the logs any more
     */
    public void leave(int tries, Runnable deaf, Runnable left) {
        if (tries == 0 || brokerEpoch() < 0) {
            close(deaf, left);
            return;
        }
        ControlledShutdownRequest farewell = new ControlledShutdownRequest().brokerId(config.brokerId())
            .brokerEpoch(brokerEpoch());
        replicas.controller().call(ApiKey.CONTROLLED_SHUTDOWN, farewell, (short) 3, PATIENCE_MS,
            new ControlledShutdownResponse()).whenComplete((answer, failure) -> {
                boolean done = failure == null && answer.errorCode() == 0 && answer.remainingPartitions().isEmpty();
                if (done) close(deaf, left);
                else world.timers().after(PATIENCE_MS, world.lanes().controller(),
                    () -> leave(tries - 1, deaf, left));
            });
    }

    private void close(Runnable deaf, Runnable left) {
        vigil.close();
        controller.stop();
        deaf.run();
        replicas.shutdown().whenComplete((_, _) -> settle(0, left));
    }

    /** Goes over every owner lane, so that each has done what it was given so far. */
    private void settle(int hash, Runnable then) {
        if (hash == ALL_LANES) then.run();
        else world.lanes().owner(hash).offer(() -> settle(hash + 1, then));
    }
}
