package io.odradek.suite;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import kafka.server.ControllerServer;
import kafka.server.KafkaBroker;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.ClusterInstance;
import org.apache.kafka.common.test.api.ClusterConfig;
import org.apache.kafka.common.test.api.Type;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.opentest4j.TestAbortedException;

/** What a test takes for its cluster: all that can be done from outside. */
public final class OutsideCluster implements ClusterInstance {
    private static final Pool POOL = new Pool();
    private static final long TOPIC_MS = 60_000;
    private static final int FIRST_CONTROLLER = 3000;

    private final ClusterConfig config;
    private Launched cluster;
    private Map<Integer, KafkaBroker> handles;
    private boolean stopped;

    public OutsideCluster(ClusterConfig config) {
        this.config = config;
    }

    static Properties bootstrap(Launched cluster) {
        Properties p = new Properties();
        p.setProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.ports().values().stream()
                .map(port -> "localhost:" + port).collect(Collectors.joining(",")));
        return p;
    }

    @Override
    public void start() {
        if (cluster != null) return;
        if (config.brokerSecurityProtocol() != SecurityProtocol.PLAINTEXT) {
            throw new TestAbortedException("security is not asked for here");
        }
        SortedMap<Integer, Map<String, String>> brokers = new TreeMap<>();
        for (int id = 0; id < config.numBrokers(); id++) {
            Map<String, String> own = new TreeMap<>(config.serverProperties());
            // Brokers of a test need no 128 MiB for compaction.
            own.putIfAbsent("log.cleaner.dedupe.buffer.size", Integer.toString(2 << 20));
            own.putAll(config.perServerOverrideProperties().getOrDefault(id, Map.of()));
            brokers.put(id, own);
        }
        try {
            SortedMap<String, Short> features = new TreeMap<>();
            config.features().forEach((feature, level) -> features.put(feature.featureName(), level));
            cluster = POOL.borrow(new Launched.Shape(brokers, features, clientListener().value(),
                    config.numDisksPerBroker()));
        } catch (Exception e) {
            throw new IllegalStateException("no cluster: " + e, e);
        }
        handles = cluster.ports().keySet().stream()
                .collect(Collectors.toMap(Function.identity(), id -> OutsideBroker.of(cluster, id)));
        stopped = false;
    }

    @Override
    public void stop() {
        if (cluster == null || stopped) return;
        stopped = true;
        if (cluster.wasTouched()) POOL.discard(cluster);
    }

    @Override
    public boolean started() {
        return cluster != null;
    }

    @Override
    public boolean stopped() {
        return stopped;
    }

    @Override
    public void shutdownBroker(int id) {
        try {
            cluster.stopBroker(id);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void startBroker(int id) {
        try {
            cluster.startBroker(id);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void waitForReadyBrokers() throws InterruptedException {
        try (Admin admin = admin()) {
            Wait.until("all brokers are known", TOPIC_MS, () -> admin.describeCluster().nodes().get().size()
                    >= cluster.ports().keySet().stream().filter(cluster::alive).count());
        }
    }

    @Override
    public void waitTopicCreation(String topic, int partitions) throws InterruptedException {
        if (partitions <= 0) {
            throw new IllegalArgumentException("Partition count must be > 0, but was " + partitions);
        }
        Look look = new Look(cluster);
        Wait.until(topic + " has leaders on every broker", TOPIC_MS,
                () -> look.everywhere(at -> at.ready(topic, partitions)));
    }

    @Override
    public void waitTopicDeletion(String topic) throws InterruptedException {
        Look look = new Look(cluster);
        Wait.until(topic + " is gone on every broker", TOPIC_MS, () -> look.everywhere(at -> at.gone(topic)));
    }

    @Override
    public void ensureConsistentMetadata() {
        ensureConsistentMetadata(List.of(), List.of());
    }

    @Override
    public void ensureConsistentMetadata(Collection<KafkaBroker> brokers, Collection<ControllerServer> controllers) {
        // Whoever asks for it looks at the brokers' own objects afterwards; from outside there is nothing to wait for.
    }

    @Override
    public Set<GroupProtocol> supportedGroupProtocols() {
        boolean level = config.features().getOrDefault(Feature.GROUP_VERSION, (short) 1) >= 1;
        String protocols = config.serverProperties().getOrDefault("group.coordinator.rebalance.protocols", "consumer");
        return level && protocols.contains("consumer") ? Set.of(GroupProtocol.CLASSIC, GroupProtocol.CONSUMER)
                : Set.of(GroupProtocol.CLASSIC);
    }

    @Override
    public String bootstrapServers() {
        return bootstrap(cluster).getProperty(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    @Override
    public List<Integer> brokerBoundPorts() {
        return List.copyOf(cluster.ports().values());
    }

    @Override
    public Set<Integer> brokerIds() {
        return cluster.ports().keySet();
    }

    @Override
    public Admin admin(Map<String, Object> more, boolean ofControllers) {
        if (ofControllers) throw Inside.reached("controllers");
        Map<String, Object> all = new HashMap<>(more);
        all.putIfAbsent(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        return Admin.create(all);
    }

    @Override
    public String clusterId() {
        try (Admin admin = admin()) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Type type() {
        return Type.KRAFT;
    }

    @Override
    public ClusterConfig config() {
        return config;
    }

    @Override
    public ListenerName clientListener() {
        return config.brokerListenerName();
    }

    @Override
    public ListenerName controllerListenerName() {
        return config.controllerListenerName();
    }

    @Override
    public Set<Integer> controllerIds() {
        return Set.of(FIRST_CONTROLLER);
    }

    @Override
    public Map<Integer, KafkaBroker> brokers() {
        return handles;
    }

    @Override
    public Map<Integer, ControllerServer> controllers() {
        throw Inside.reached("controllers");
    }

    @Override
    public String bootstrapControllers() {
        throw Inside.reached("controllers");
    }

    @Override
    public Optional<FaultHandlerException> firstFatalException() {
        return Optional.empty();
    }

    @Override
    public Optional<FaultHandlerException> firstNonFatalException() {
        return Optional.empty();
    }
}
