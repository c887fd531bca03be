package io.odradek.engine;

import static io.odradek.engine.Until.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.metadata.PartitionImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers that are broken on demand: what the others see of it, and that they come back. */
class BreakageIT {
    private static EmbeddedCluster cluster;
    private static Breakage breakage;
    private static Admin admin;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cluster = EmbeddedCluster.startBreakable(new EmbeddedCluster.Options(3, data, "127.0.0.1", 0,
            Map.of("zookeeper.session.timeout.ms", "4000", "replica.lag.time.max.ms", "1500")));
        breakage = cluster.breakage();
        admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        admin.createTopics(List.of(new NewTopic("t", 3, (short) 3))).all().get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() {
        admin.close(Duration.ZERO);
        cluster.close();
    }

    @Test
    void whoStandsStillLosesItsSessionAndComesBackWhereItStood() throws Exception {
        int frozen = controller();
        int other = frozen % 3 + 1;
        breakage.pause(frozen, true);
        assertThat(breakage.state(frozen).paused()).isTrue();
        until("another is the controller", () -> cluster.broker(other).image().controllerId() != frozen
            && !known(other, frozen));
        breakage.mend(frozen);
        until("it is back", () -> known(other, frozen) && cluster.broker(frozen).image().controllerId()
            == cluster.broker(other).image().controllerId());
        assertThat(breakage.state(frozen)).isEqualTo(Breakage.State.NONE);
        produce();
    }

    @Test
    void whoIsCutOffFromTheOthersLeavesTheIsrAndReturns() throws Exception {
        int controller = controller();
        int cut = controller % 3 + 1;
        int third = cut % 3 + 1;
        breakage.cut(cut, Set.of(controller, third));
        assertThat(breakage.state(third).cutFrom()).containsExactly(cut);
        // A follower without anything to fetch is in sync, however long it was not heard of.
        for (int partition = 0; partition < 3; partition++) send("t", partition, "1");
        until("it is in the ISR of nothing that others lead", () -> isrs(controller, cut).stream()
            .noneMatch(isr -> isr.contains(cut)));
        breakage.mend(cut);
        until("all are in sync", () -> isrs(controller, cut).stream().allMatch(isr -> isr.size() == 3));
        produce();
    }

    @Test
    void aSlowDiskAndAWrongClockAreFelt() throws Exception {
        for (int id = 1; id <= 3; id++) {
            breakage.slowDisk(id, 40);
            breakage.skewClock(id, 3_600_000);
        }
        long began = System.nanoTime();
        produce();
        assertThat(System.nanoTime() - began).as("a leader's write, then a follower's").isGreaterThan(80_000_000);
        admin.createTopics(List.of(new NewTopic("stamped", 1, (short) 1)
            .configs(Map.of("message.timestamp.type", "LogAppendTime")))).all().get(30, TimeUnit.SECONDS);
        long at = send("stamped").timestamp();
        assertThat(at - System.currentTimeMillis()).isGreaterThan(3_000_000);
        for (int id = 1; id <= 3; id++) breakage.mend(id);
    }

    /** ISRs of the partitions that the broker does not lead, as another knows them. */
    private static List<List<Integer>> isrs(int as, int notLedBy) {
        return cluster.broker(as).image().topic("t").partitions().stream().filter(p -> p.leader() != notLedBy)
            .map(PartitionImage::isr).toList();
    }

    /** The one that all take for it; a former one may take itself for it a little longer. */
    private static int controller() throws Exception {
        until("all know one controller", () -> cluster.brokers().stream().map(b -> b.image().controllerId()).distinct()
            .count() == 1 && cluster.brokers().stream().filter(Broker::controller).map(Broker::id).toList()
            .equals(List.of(cluster.broker(1).image().controllerId())));
        return cluster.broker(1).image().controllerId();
    }

    private static boolean known(int to, int broker) {
        return cluster.broker(to).image().broker(broker) != null;
    }

    private static void produce() throws Exception {
        send("t");
    }

    private static RecordMetadata send(String topic) throws Exception {
        return send(topic, null, "all");
    }

    private static RecordMetadata send(String topic, Integer partition, String acks) throws Exception {
        Map<String, Object> properties = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers(), "acks",
            acks, "enable.idempotence", "false"));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
            new StringSerializer())) {
            return producer.send(new ProducerRecord<>(topic, partition, null, "v")).get(60, TimeUnit.SECONDS);
        }
    }
}
