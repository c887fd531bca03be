package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.audit.AuditTopic;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Plan;
import io.odradek.console.change.Rights;
import io.odradek.console.health.HealthService;
import io.odradek.console.health.HealthState;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.kafka.Place;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Limits;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Start;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.replication.TopicReplication;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.storage.StorageQuery;
import io.odradek.console.storage.StorageService;
import io.odradek.console.topic.NewTopic;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicService;
import io.odradek.console.topic.TopicSort;
import io.odradek.console.topic.Trim;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionPicture;
import io.odradek.console.transaction.TransactionService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The features against Apache Kafka. */
@Timeout(180)
class ServicesIT {

    private static final Actor ACTOR = Actor.anonymous("test");
    private static KafkaPeer peer;
    private static Clusters clusters;
    private static Snapshots snapshots;
    private static AuditLog audit;
    private static TopicService topics;

    @BeforeAll
    static void start() throws Exception {
        peer = KafkaPeer.start(1);
        clusters = new Clusters(List.of(new ClusterSpec("peer", peer.bootstrapServers(), false, Map.of())));
        snapshots = new Snapshots(clusters);
        audit = new AuditLog();
        topics = new TopicService(clusters, snapshots, audit);
    }

    @AfterAll
    static void stop() {
        snapshots.close();
        clusters.close();
        peer.close();
    }

    @Test
    void auditLogIsWrittenToItsTopicToo() throws Exception {
        AuditLog log = new AuditLog();
        RecordService records = new RecordService(clusters, log);
        try (AuditTopic topic = new AuditTopic(log, () -> clusters.door("peer"), "__audited")) {
            log.record(new Actor("ada", "10.0.0.1", Rights.ALL), "peer", "topic.delete", "orders", "", () -> { });
            List<RecordView> found = List.of();
            while (found.isEmpty()) {
                try {
                    found = records.browse("peer", new Browse("__audited", new Start.Oldest(), Set.of(), Filter.NONE,
                            Limits.PAGE, "", "", "", false)).records();
                } catch (Problem notThereYet) {
                    assertThat(notThereYet.kind()).isNotEqualTo(Problem.Kind.INTERNAL);
                }
            }
            assertThat(found.getFirst().key().text()).isEqualTo("ada");
            assertThat(found.getFirst().value().text())
                    .contains("\"action\":\"topic.delete\"", "\"target\":\"orders\"");
            assertThat(topic).isNotNull();
        }
    }

    @Test
    void topicIsPlannedCreatedListedConfiguredGrownAndDeleted() {
        NewTopic wanted = new NewTopic("walked", 3, 1, Map.of("cleanup.policy", "compact"));
        Plan plan = topics.planCreate("peer", wanted);
        assertThat(plan.possible()).isTrue();
        assertThat(plan.command()).isEqualTo("kafka-topics.sh --bootstrap-server " + peer.bootstrapServers()
                + " --create --topic walked --partitions 3 --replication-factor 1 --config cleanup.policy=compact");
        assertThat(find("walked")).isEmpty();

        topics.create(ACTOR, "peer", wanted);
        TopicRow row = find("walked").getFirst();
        assertThat(row.partitions()).isEqualTo(3);
        assertThat(row.messages()).isZero();
        assertThat(topics.describe("peer", "walked").partitions()).hasSize(3);

        Map<String, String> change = new HashMap<>();
        change.put("retention.ms", "3600000");
        change.put("cleanup.policy", null);
        assertThat(topics.planAlter("peer", "walked", change).steps()).map(Object::toString)
                .anyMatch(step -> step.startsWith("retention.ms: 604800000 → 3600000"))
                .anyMatch(step -> step.startsWith("cleanup.policy: compact → the default"));
        topics.alter(ACTOR, "peer", "walked", change);
        ConfigRow retention = awaitRetention("walked", "3600000");
        assertThat(retention.overridden()).isTrue();
        assertThat(retention.source()).isEqualTo("DYNAMIC_TOPIC_CONFIG");

        assertThat(topics.planPartitions("peer", "walked", 2).possible()).isFalse();
        assertThat(topics.planPartitions("peer", "walked", 5).possible()).isTrue();
        topics.addPartitions(ACTOR, "peer", "walked", 5);
        assertThat(find("walked").getFirst().partitions()).isEqualTo(5);

        assertThat(topics.planDelete("peer", Set.of("walked")).confirm()).isEqualTo("walked");
        topics.delete(ACTOR, "peer", Set.of("walked"));
        assertThat(find("walked")).isEmpty();
        assertThat(audit.recent(100)).filteredOn(entry -> entry.target().equals("walked"))
                .extracting(entry -> entry.action() + " " + entry.result())
                .containsExactly("topic.delete done", "topic.partitions done", "topic.configure done",
                        "topic.create done");
    }

    @Test
    void topicIsClonedEmptiedRecreatedAndLookedInto() {
        topics.create(ACTOR, "peer", new NewTopic("model", 2, 1, Map.of("retention.ms", "7200000")));
        for (int i = 0; i < 10; i++) {
            clusters.door("peer").writer().write("model", i % 2, 1_000L * i, null, new byte[10], List.of());
        }
        NewTopic copy = topics.like("peer", "model", "copy");
        assertThat(copy).isEqualTo(new NewTopic("copy", 2, 1, Map.of("retention.ms", "7200000")));

        Plan plan = topics.planTrim("peer", Set.of("model"), new Trim.Time(4_000));
        assertThat(plan.steps()).map(Object::toString).containsExactly(
                "model-0: begins at 2 instead of 0, 2 offsets less",
                "model-1: begins at 2 instead of 0, 2 offsets less");
        assertThat(plan.confirm()).isEqualTo("model");
        topics.trim(ACTOR, "peer", Set.of("model"), new Trim.Offset(3));
        assertThat(topics.describe("peer", "model").row().messages()).isEqualTo(4);
        topics.trim(ACTOR, "peer", Set.of("model"), new Trim.All());
        assertThat(topics.describe("peer", "model").row().messages()).isZero();
        assertThat(topics.planTrim("peer", Set.of("model"), new Trim.All()).possible()).isFalse();

        assertThat(topics.store("peer", "model").replicas()).hasSize(2).allMatch(replica -> replica.lag() == 0);
        assertThat(topics.store("peer", "model").producers()).isEmpty();
        String before = topics.describe("peer", "model").topicId();
        topics.recreate(ACTOR, "peer", "model");
        assertThat(topics.describe("peer", "model").topicId()).isNotEqualTo(before);
        assertThat(topics.describe("peer", "model").row().partitions()).isEqualTo(2);

        topics.create(ACTOR, "peer", new NewTopic("compacted", 1, 1, Map.of("cleanup.policy", "compact")));
        assertThat(topics.planTrim("peer", Set.of("compacted"), new Trim.All()).refusals()).hasSize(1);
        assertThat(topics.planAlter("peer", Set.of("model", "compacted"), Map.of("retention.ms", "soon")).refusals())
                .hasSize(2);
        topics.alter(ACTOR, "peer", Set.of("model", "compacted"), Map.of("retention.ms", "60000"));
        awaitRetention("compacted", "60000");
        assertThat(topics.like("peer", "compacted", "x").configs()).containsEntry("retention.ms", "60000");
        topics.delete(ACTOR, "peer", Set.of("model", "compacted"));
    }

    @Test
    void dryRunSaysWhyTheClusterWouldRefuse() {
        Plan plan = topics.planCreate("peer", new NewTopic("too-many-replicas", 1, 7, Map.of()));
        assertThat(plan.possible()).isFalse();
        assertThat(plan.refusals().getFirst().toString()).contains("7");
        assertThat(topics.planCreate("peer", new NewTopic("bad name!", 1, 1, Map.of())).possible()).isFalse();
        NewTopic badConfig = new NewTopic("bad-config", 1, 1, Map.of("retention.ms", "soon"));
        assertThat(topics.planCreate("peer", badConfig).refusals()).hasSize(1);
    }

    @Test
    void refusedChangeIsAProblemAndIsWrittenDown() {
        assertThatThrownBy(() -> topics.create(ACTOR, "peer", new NewTopic("refused", 1, 9, Map.of())))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.INVALID));
        assertThat(audit.recent(100))
                .anyMatch(entry -> entry.target().equals("refused") && entry.result().equals("refused"));
        assertThatThrownBy(() -> topics.describe("peer", "not-there"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void brokersOverviewAndHealthTellTheCluster() {
        snapshots.refresh("peer");
        BrokerService brokers = new BrokerService(clusters, snapshots, audit, new Insides());
        assertThat(brokers.list("peer").items()).hasSize(1);
        assertThat(brokers.describe("peer", 1).logDirs()).hasSize(2);
        assertThat(brokers.configuration("peer", 1)).anyMatch(row -> row.name().equals("log.dirs"));
        assertThat(new OverviewService(clusters, snapshots).overview("peer").brokersOnline()).isEqualTo(1);
        assertThat(new HealthService(snapshots).check("peer").findings())
                .filteredOn(finding -> !finding.check().equals("disk.space"))
                .allMatch(finding -> finding.state() == HealthState.OK);
    }

    @Test
    void openTransactionIsFoundWithWhatItHoldsBackAndEnded() throws Exception {
        topics.create(ACTOR, "peer", new NewTopic("paid", 2, 1, Map.of()));
        TransactionService transactions = new TransactionService(clusters, snapshots, audit);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers",
                peer.bootstrapServers(), "transactional.id", "pay-1"), new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>("paid", 0, null, "coin")).get(30, TimeUnit.SECONDS);
            }
            TransactionPicture picture = await(transactions, now -> !now.held().isEmpty() && !now.open().isEmpty());
            assertThat(picture.open().getFirst().id()).isEqualTo("pay-1");
            assertThat(picture.open().getFirst().topics()).containsExactly("paid");
            HeldPartition held = picture.held().getFirst();
            assertThat(held.topic() + held.partition() + " " + held.lastStable() + " " + held.heldBack())
                    .isEqualTo("paid0 0 3");
            assertThat(held.holders().getFirst().id()).isEqualTo("pay-1");
            assertThat(held.holders().getFirst().hanging()).isFalse();
            long producerId = held.holders().getFirst().producerId();
            assertThat(transactions.planAbort("peer", new Place("paid", 0), producerId).possible())
                    .as("its coordinator knows it").isFalse();
            assertThat(transactions.describe("peer", "pay-1").held()).hasSize(1);
            assertThat(transactions.list("peer", "paid", true, 0, 10).total()).isEqualTo(1);
            assertThat(transactions.planFence("peer", "pay-1").confirm()).isEqualTo("pay-1");
            transactions.fence(ACTOR, "peer", "pay-1");
            await(transactions, now -> now.held().isEmpty() && now.open().isEmpty());
            assertThatThrownBy(producer::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(transactions.planFence("peer", "pay-1").possible()).isFalse();
        assertThatThrownBy(() -> transactions.describe("peer", "nobody"))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        markerEndsATransaction(transactions);
        topics.delete(ACTOR, "peer", Set.of("paid"));
    }

    /** As it is done to one that hangs. */
    private static void markerEndsATransaction(TransactionService transactions) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(Map.of("bootstrap.servers",
                peer.bootstrapServers(), "transactional.id", "pay-2"), new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("paid", 1, null, "coin")).get(30, TimeUnit.SECONDS);
            HeldPartition held = await(transactions, now -> !now.held().isEmpty()).held().getFirst();
            HeldPartition.Holder holder = held.holders().getFirst();
            clusters.door("peer").transactions().abort(new Place("paid", 1), holder.producerId(),
                    holder.producerEpoch(), Math.max(0, holder.coordinatorEpoch()));
            await(transactions, now -> now.held().isEmpty());
            producer.abortTransaction();
        }
    }

    private static TransactionPicture await(TransactionService transactions, Predicate<TransactionPicture> wanted) {
        while (true) {
            snapshots.refresh("peer");
            TransactionPicture now = transactions.look("peer");
            if (wanted.test(now)) {
                return now;
            }
        }
    }

    @Test
    void replicasAreToldAsFarAsTheProtocolGoes() {
        topics.create(ACTOR, "peer", new NewTopic("copied", 3, 1, Map.of()));
        clusters.door("peer").writer().write("copied", 1, null, null, new byte[10], List.of());
        try (ReplicationService replication = new ReplicationService(clusters, snapshots, new Insides())) {
            TopicReplication told = replication.topic("peer", "copied", 1, 1);
            assertThat(told.inside()).isFalse();
            assertThat(told.total()).isEqualTo(3);
            assertThat(told.partitions()).hasSize(1);
            assertThat(told.partitions().getFirst().highWatermark()).isEqualTo(1);
            assertThat(told.partitions().getFirst().leaderEpoch()).isGreaterThanOrEqualTo(0);
            assertThat(told.partitions().getFirst().replicas().getFirst().bytes()).isPositive();
            assertThat(replication.troubled("peer", "", 0, 10).total()).isZero();
            assertThatThrownBy(() -> replication.topic("peer", "none", 0, 10)).isInstanceOf(Problem.class);
        }
        StorageService storage = new StorageService(clusters, snapshots, new Insides());
        assertThat(storage.replicas("peer", "copied")).hasSize(3);
        assertThat(storage.list("peer", new StorageQuery("copied", 1, 10)).total()).isEqualTo(3);
        assertThatThrownBy(() -> storage.log("peer", 1, new Place("copied", 0), 0, 10))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.UNSUPPORTED));
        topics.delete(ACTOR, "peer", Set.of("copied"));
    }

    /** The broker that is asked learns of a change from the controller, a moment after that has answered. */
    private static ConfigRow awaitRetention(String topic, String value) {
        while (true) {
            ConfigRow row = topics.configuration("peer", topic).stream()
                    .filter(config -> config.name().equals("retention.ms")).findFirst().orElseThrow();
            if (row.value().equals(value)) {
                return row;
            }
        }
    }

    private static List<TopicRow> find(String name) {
        return topics.list("peer", new TopicQuery(name, true, TopicSort.NAME, false, 0, 10)).items();
    }
}
