package io.odradek.console.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Groups against Apache Kafka. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class GroupServiceIT {

    private static final Actor ACTOR = Actor.anonymous("test");
    private static KafkaPeer peer;
    private static Clusters clusters;
    private static Snapshots snapshots;
    private static GroupService groups;

    @BeforeAll
    static void start() throws Exception {
        peer = KafkaPeer.shared();
        clusters = new Clusters(List.of(new ClusterSpec("peer", peer.bootstrapServers(), false, Map.of())));
        snapshots = new Snapshots(clusters);
        groups = new GroupService(clusters, snapshots, new AuditLog());
        clusters.door("peer").changes().create("plain", 2, 1, Map.of(), false);
        clusters.door("peer").changes().create("sealed", 1, 1, Map.of(), false);
    }

    @AfterAll
    static void stop() {
        groups.close();
        snapshots.close();
        clusters.close();
    }

    @Test
    void groupIsListedDescribedResetAndDeleted() {
        for (int i = 0; i < 10; i++) {
            clusters.door("peer").writer().write("plain", i % 2, 1_000L + i, null, new byte[] {1}, List.of());
        }
        try (KafkaConsumer<String, String> consumer = consumer("readers", "consumer")) {
            consumer.subscribe(List.of("plain"));
            int read = 0;
            while (read < 10) {
                read += consumer.poll(Duration.ofMillis(100)).count();
            }
            consumer.commitSync();
            GroupDetail busy = groups.describe("peer", "readers");
            assertThat(busy.row().type()).isEqualTo("consumer");
            assertThat(busy.members()).hasSize(1);
            assertThat(busy.members().getFirst().target()).hasSize(2);
            assertThat(busy.partitions()).allMatch(p -> p.lag() == 0 && !p.member().isEmpty());
            Reset back = new Reset(new Reset.Target.Earliest(), "", Set.of());
            assertThat(groups.planReset("peer", "readers", back).refusals()).hasSize(1);
            assertThatThrownBy(() -> groups.reset(ACTOR, "peer", "readers", back))
                    .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CONFLICT));
        }
        // Whoever closes does not wait for the answer to its leaving.
        while (!groups.describe("peer", "readers").members().isEmpty()) {
            Thread.onSpinWait();
        }
        Plan plan = groups.planReset("peer", "readers", new Reset(new Reset.Target.Shift(-2), "plain", Set.of(1)));
        assertThat(plan.steps()).map(Object::toString).containsExactly("plain-1: 5 → 3 (−2)");
        Reset toTime = new Reset(new Reset.Target.Time(1_004), "", Set.of());
        assertThat(groups.planReset("peer", "readers", toTime).steps()).map(Object::toString)
                .containsExactly("plain-0: 5 → 2 (−3)", "plain-1: 5 → 2 (−3)");
        groups.reset(ACTOR, "peer", "readers", toTime);
        GroupDetail reset = groups.describe("peer", "readers");
        assertThat(reset.row().lag()).isEqualTo(6);
        assertThat(reset.partitions()).as("records of 1970 are old").allMatch(p -> p.lagMs() > 1_000_000_000_000L);
        GroupRow row = groups.list("peer", new GroupQuery("readers", "plain", GroupSort.LAG, true, 0, 10)).items()
                .getFirst();
        assertThat(row.topics()).containsExactly("plain");
        assertThat(row.members()).isZero();

        clusters.door("peer").groups().commit("follower", "consumer", Map.of());
        assertThat(groups.planDelete("peer", Set.of("readers")).confirm()).isEqualTo("readers");
        groups.delete(ACTOR, "peer", Set.of("readers"));
        assertThat(groups.list("peer", new GroupQuery("readers", "", GroupSort.NAME, false, 0, 10)).total()).isZero();
        assertThatThrownBy(() -> groups.describe("peer", "readers"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void lagOfTransactionsReachesZero() throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers",
                peer.bootstrapServers(), "transactional.id", "sealer"), new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("sealed", "one")).get();
            producer.send(new ProducerRecord<>("sealed", "two")).get();
            producer.commitTransaction();
        }
        clusters.door("peer").groups().commit("sealed-readers", "consumer",
                Map.of(new io.odradek.console.kafka.Place("sealed", 0), 2L));
        GroupDetail detail = groups.describe("peer", "sealed-readers");
        while (detail.partitions().getFirst().end() < 3) {
            // The marker is the third record, and is written after the commit was answered.
            detail = groups.describe("peer", "sealed-readers");
        }
        assertThat(detail.partitions().getFirst().end()).isEqualTo(3);
        assertThat(detail.row().lag()).isZero();
        snapshots.refresh("peer");
        groups.refresh("peer");
        groups.refresh("peer");
        assertThat(groups.list("peer", new GroupQuery("sealed", "", GroupSort.NAME, false, 0, 1)).items().getFirst()
                .lag()).isZero();
    }

    private static KafkaConsumer<String, String> consumer(String group, String protocol) {
        return new KafkaConsumer<>(Map.of("bootstrap.servers", peer.bootstrapServers(), "group.id", group,
                "group.protocol", protocol, "auto.offset.reset", "earliest", "enable.auto.commit", false),
                new StringDeserializer(), new StringDeserializer());
    }
}
