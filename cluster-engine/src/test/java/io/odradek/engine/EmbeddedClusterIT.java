package io.odradek.engine;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.metric.Meter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class EmbeddedClusterIT {
    @TempDir
    Path data;

    @Test
    void recordsAndClusterIdAreKeptOverRestarts() throws Exception {
        String clusterId;
        try (EmbeddedCluster cluster = start(data)) {
            clusterId = cluster.clusterId();
            try (Admin admin = Admin.create(client(cluster))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 3))).all().get(20, TimeUnit.SECONDS);
            }
            assertThat(produce(cluster, "before")).isZero();
            assertThat(cluster.brokers()).anyMatch(b -> b.meters().sum(Meter.REQUEST_TIME) > 0);
        }
        try (EmbeddedCluster cluster = start(data)) {
            assertThat(cluster.clusterId()).isEqualTo(clusterId);
            assertThat(produce(cluster, "after")).isEqualTo(1);
            assertThat(consume(cluster)).containsExactly("before", "after");
        }
    }

    @Test
    void aStoppedBrokerComesBackAndTheOthersServeMeanwhile() throws Exception {
        try (EmbeddedCluster cluster = start(data)) {
            try (Admin admin = Admin.create(client(cluster))) {
                admin.createTopics(List.of(new NewTopic("kept", 1, (short) 3))).all().get(20, TimeUnit.SECONDS);
            }
            int leader = leaderOf(cluster, "kept");
            int port = cluster.broker(leader).port();
            cluster.stopBroker(leader);
            assertThat(cluster.broker(leader).running()).isFalse();
            assertThat(produce(cluster, "meanwhile")).isZero();
            cluster.startBroker(leader);
            assertThat(cluster.broker(leader).port()).isEqualTo(port);
            assertThat(produce(cluster, "again")).isEqualTo(1);
            assertThat(consume(cluster)).containsExactly("meanwhile", "again");
        }
    }

    @Test
    void aDataDirectoryInUseIsRefusedInOneLine() throws Exception {
        try (EmbeddedCluster cluster = start(data)) {
            assertThat(cluster.brokers()).hasSize(3);
            assertThatThrownBy(() -> start(data)).isInstanceOf(StartFailure.class)
                .hasMessageContaining(data.toString()).hasMessageContaining("in use").hasMessageNotContaining("\n");
        }
    }

    @Test
    void aPortInUseIsNamedWithTheWayOutAndNothingIsLeftOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            var options = new EmbeddedCluster.Options(1, data, "127.0.0.1", port, Map.of());
            assertThatThrownBy(() -> EmbeddedCluster.start(options)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("port " + port + " is in use").hasMessageContaining("--port")
                .hasMessageNotContaining("\n");
        }
        try (EmbeddedCluster cluster = start(data)) {
            assertThat(cluster.brokers()).allMatch(Broker::running);
        }
    }

    private static EmbeddedCluster start(Path data) throws StartFailure {
        return EmbeddedCluster.start(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0, Map.of()));
    }

    private static int leaderOf(EmbeddedCluster cluster, String topic) throws Exception {
        Broker first = cluster.broker(1);
        until("it knows the leader", () -> first.image().partition(topic, 0) != null
            && first.image().partition(topic, 0).leader() >= 0);
        return first.image().partition(topic, 0).leader();
    }

    private static Map<String, Object> client(EmbeddedCluster cluster) {
        return Map.of("bootstrap.servers", cluster.bootstrapServers());
    }

    private static long produce(EmbeddedCluster cluster, String value) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(client(cluster), new StringSerializer(), new StringSerializer())) {
            return producer.send(new ProducerRecord<>("kept", value)).get(30, TimeUnit.SECONDS).offset();
        }
    }

    private static List<String> consume(EmbeddedCluster cluster) {
        List<String> got = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(client(cluster), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition("kept", 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (got.size() < 2 && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> got.add(r.value()));
            }
        }
        return got;
    }
}
