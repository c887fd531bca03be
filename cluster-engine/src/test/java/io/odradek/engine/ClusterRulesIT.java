package io.odradek.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.config.PoliciesTest;
import io.odradek.engine.metric.Meter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureMetadata;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What holds for the whole cluster: features that somebody chose, the operator's own rules; seen by a stock client. */
@Timeout(120)
class ClusterRulesIT {
    @TempDir
    private static Path data;
    private static EmbeddedCluster cluster;
    private static Admin admin;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0, PoliciesTest.BOTH));
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ZERO);
        cluster.close();
    }

    @Test
    void topicsAndConfigurationsThatTheOperatorsRulesForbidAreRefused() throws Exception {
        assertRefused(admin.createTopics(List.of(new NewTopic("other", 1, (short) 1))).all(),
                PolicyViolationException.class, "a name begins with team.");
        get(admin.createTopics(List.of(new NewTopic("team.a", 1, (short) 1))).all());
        assertRefused(alter("team.a", "retention.ms", "1000"), PolicyViolationException.class,
                "retention of team.a stays");
        get(alter("team.a", "segment.bytes", "100000"));
    }

    private static KafkaFuture<Void> alter(String topic, String key, String value) {
        return admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic),
                Set.of(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)))).all();
    }

    @Test
    void featuresAreAtTheirHighestUntilSomebodyChoosesOtherwise() throws Exception {
        assertThat(level("group.version")).isEqualTo(1);
        assertThat(level("transaction.version")).isEqualTo(2);
        long epoch = features().finalizedFeaturesEpoch().orElseThrow();
        assertRefused(update("group.version", 1, FeatureUpdate.UpgradeType.UPGRADE, false),
                InvalidRequestException.class, "to the same value");
        assertRefused(update("group.version", 9, FeatureUpdate.UpgradeType.UPGRADE, false),
                InvalidRequestException.class, "supported maxVersion:1");
        assertRefused(update("no.such.version", 1, FeatureUpdate.UpgradeType.UPGRADE, false),
                InvalidRequestException.class, "the provided feature is not supported");
        get(update("group.version", 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE, true));
        assertThat(level("group.version")).isEqualTo(1);

        get(update("group.version", 0, FeatureUpdate.UpgradeType.SAFE_DOWNGRADE, false));
        everywhere("group.version", 0);
        assertThat(level("transaction.version")).isEqualTo(2);
        assertThat(features().finalizedFeaturesEpoch().orElseThrow()).isGreaterThan(epoch);
        assertThatThrownBy(ClusterRulesIT::joinByTheConsumerProtocol).isInstanceOf(UnsupportedVersionException.class);
        get(update("group.version", 1, FeatureUpdate.UpgradeType.UPGRADE, false));
        everywhere("group.version", 1);
    }

    private static void joinByTheConsumerProtocol() {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
                cluster.bootstrapServers(), "group.id", "modern", "group.protocol", "consumer"),
                new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("team.a"));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (System.nanoTime() < deadline) consumer.poll(Duration.ofMillis(100));
        }
    }

    /** There is no quorum to describe, and so the request is not known: as with a real broker on ZooKeeper. */
    /** One connection more for each fetcher more; nothing that they follow falls behind meanwhile. */
    @Test
    void replicaFetchersMayGrowAndShrinkWhileTheyFetch() throws Exception {
        int partitions = 12;
        get(admin.createTopics(List.of(new NewTopic("team.fetched", partitions, (short) 2)
                .configs(Map.of("min.insync.replicas", "2")))).all());
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks", "all"),
                new StringSerializer(), new StringSerializer())) {
            produce(producer, partitions);
            double before = connections();
            assertRefused(fetchers("6"), InvalidConfigurationException.class, "not be greater than double");
            for (String number : List.of("2", "4", "6")) {
                get(fetchers(number));
                everyBrokerHas("num.replica.fetchers", number);
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (connections() < before + 4) {
                assertThat(System.nanoTime()).as("%s connections were %s", connections(), before)
                        .isLessThan(deadline);
                produce(producer, partitions);
            }
            get(fetchers("3"));
            produce(producer, partitions);
        }
    }

    private static void produce(KafkaProducer<String, String> producer, int partitions) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int p = 0; p < partitions; p++) sent.add(producer.send(new ProducerRecord<>("team.fetched", p, "k", "v")));
        for (Future<RecordMetadata> each : sent) each.get(30, TimeUnit.SECONDS);
    }

    private static double connections() {
        return cluster.brokers().stream().mapToDouble(b -> b.meters().sum(Meter.NET_CONNECTIONS)).sum();
    }

    private static void everyBrokerHas(String key, String value) throws Exception {
        List<ConfigResource> brokers = cluster.brokers().stream()
                .map(b -> new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(b.id()))).toList();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!get(admin.describeConfigs(brokers).all()).values().stream()
                .allMatch(c -> c.get(key).value().equals(value))) {
            assertThat(System.nanoTime()).as("%s=%s everywhere", key, value).isLessThan(deadline);
        }
    }

    private static KafkaFuture<Void> fetchers(String number) {
        return admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.BROKER, ""),
                Set.of(new AlterConfigOp(new ConfigEntry("num.replica.fetchers", number),
                        AlterConfigOp.OpType.SET)))).all();
    }

    @Test
    void thereIsNoQuorum() {
        assertRefused(admin.describeMetadataQuorum().quorumInfo(), UnsupportedVersionException.class, "");
    }

    private static KafkaFuture<Void> update(String feature, int level, FeatureUpdate.UpgradeType type,
            boolean validateOnly) {
        return admin.updateFeatures(Map.of(feature, new FeatureUpdate((short) level, type)),
                new UpdateFeaturesOptions().validateOnly(validateOnly)).all();
    }

    private static FeatureMetadata features() throws Exception {
        return get(admin.describeFeatures().featureMetadata());
    }

    private static int level(String feature) throws Exception {
        var range = features().finalizedFeatures().get(feature);
        return range == null ? 0 : range.maxVersionLevel();
    }

    /** Each broker is asked by a client that knows no other. */
    private static void everywhere(String feature, int level) throws Exception {
        for (Broker broker : cluster.brokers()) {
            try (Admin one = Admin.create(Map.of("bootstrap.servers", broker.host() + ":" + broker.port()))) {
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
                while (levelOf(one, feature) != level) {
                    assertThat(System.nanoTime()).as("%s at %s", feature, broker).isLessThan(deadline);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
                }
            }
        }
    }

    private static int levelOf(Admin one, String feature) throws Exception {
        var range = get(one.describeFeatures().featureMetadata()).finalizedFeatures().get(feature);
        return range == null ? 0 : range.maxVersionLevel();
    }

    private static <T> T get(KafkaFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    private static void assertRefused(KafkaFuture<?> future, Class<? extends Throwable> error, String message) {
        assertThatThrownBy(() -> get(future)).cause().isInstanceOf(error).hasMessageContaining(message);
    }
}
