package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.decoder.Choice;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Job;
import io.odradek.console.record.KeptDecoders;
import io.odradek.console.record.Limits;
import io.odradek.console.record.ManyRecords;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.SavedSearches;
import io.odradek.console.record.Replay;
import io.odradek.console.record.Slice;
import io.odradek.console.record.Slice.EndReason;
import io.odradek.console.record.Start;
import io.odradek.console.record.TopicDecoders;
import io.odradek.engine.EmbeddedCluster;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches next to the log say what searches by a client say. */
class NearRecordsIT {

    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final int MILLION = 1_000_000;
    private static final Limits PATIENT = new Limits(1_000, 10_000_000, 4L << 30, 60_000, 4_096);
    private static final Actor ACTOR = Actor.anonymous("test");
    private static EmbeddedCluster cluster;
    private static Clusters clusters;
    private static RecordService records;
    private static Path kept;

    @BeforeAll
    static void start(@TempDir Path data) throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(2, data, "127.0.0.1", 0,
                Map.of("offsets.topic.num.partitions", "1", "transaction.state.log.num.partitions", "1")));
        String servers = cluster.bootstrapServers();
        clusters = new Clusters(List.of(new ClusterSpec("near", servers, true, Map.of()),
                new ClusterSpec("client", servers, false, Map.of())));
        clusters.near("near", new EngineLogs(cluster));
        kept = data.resolve("decoders.json");
        records = service();
        create("packed", 1, Map.of());
        create("mixed", 3, Map.of("segment.bytes", "1048576"));
        create("million", 2, Map.of());
        mixed();
    }

    @AfterAll
    static void stop() {
        clusters.close();
        cluster.close();
    }

    private static RecordService service() {
        return new RecordService(clusters, new AuditLog(), new EngineInternals(), new SavedSearches(null),
                new KeptDecoders(kept));
    }

    /** A decoder that is kept for a topic shows its records, and is what expressions see, also after a restart. */
    @Test
    void decodersAreTriedAndKeptForATopic() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (int i = 0; i < 20; i++) {
                // Avro's zigzag, and two values that are none of it.
                byte[] value = i % 10 == 9 ? utf8("strange") : new byte[] {(byte) (2 * i)};
                producer.send(new ProducerRecord<>("packed", HexFormat.of().parseHex("000000%02x".formatted(i)),
                        value)).get();
            }
        }
        Choice avro = new Choice("avro", "{\"type\":\"record\",\"name\":\"A\",\"fields\":["
                + "{\"name\":\"amount\",\"type\":\"long\"}]}", "");
        TopicDecoders chosen = new TopicDecoders("near", "packed", new Choice("int32", "", ""), avro);
        assertThat(records.tryDecoders(chosen).records()).hasSize(10).filteredOn(each -> each.value().why() != null)
                .singleElement().satisfies(each -> assertThat(each.value().why()).contains("follow the datum"));
        assertThatThrownBy(() -> records.keepDecoders(ACTOR, new TopicDecoders("near", "packed", Choice.AUTOMATIC,
                new Choice("avro", "{", "")))).isInstanceOf(Problem.class);
        records.keepDecoders(ACTOR, chosen);
        RecordService again = service();
        assertThat(again.decoders("near", "packed")).isEqualTo(chosen);
        for (RecordService service : List.of(records, again)) {
            List<RecordView> found = service.browse("near", new Browse("packed", new Start.Oldest(), Set.of(),
                    Filter.typed("= value.amount > 15 && key > 16"), PATIENT, "", "", "", false)).records();
            assertThat(found).extracting(r -> r.key().text() + r.value().text()).containsExactly(
                    "17{\"amount\":17}", "18{\"amount\":18}");
            RecordView strange = service.one("near", "packed", 0, 9);
            assertThat(strange.value()).satisfies(cell -> {
                assertThat(cell.decoder()).isEqualTo("utf-8");
                assertThat(cell.why()).startsWith("avro: ");
            });
            assertThat(service.attempts("near", "packed", false, strange.value().bytes()).getFirst().decoder())
                    .isEqualTo("avro");
        }
        again.keepDecoders(ACTOR, new TopicDecoders("near", "packed", null, null));
        assertThat(service().one("near", "packed", 0, 3).value().decoder()).isEqualTo("hex");
    }

    /** All codecs, headers, keys, tombstones, and transactions that were committed, given up or left open. */
    private static void mixed() throws Exception {
        for (String codec : CODECS) {
            try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("compression.type", codec))) {
                for (int i = 0; i < 600; i++) {
                    producer.send(record(i, codec + (i % 100 == 7 ? " Needle" : " hay") + i, i % 50 == 3));
                }
            }
        }
        // Nothing but the tests' end gives up the one that is left open.
        KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "t",
                "transaction.timeout.ms", "900000"));
        producer.initTransactions();
        for (int round = 0; round < 6; round++) {
            producer.beginTransaction();
            for (int i = 0; i < 20; i++) {
                producer.send(record(i, "transaction " + round + " needle " + i, false));
            }
            producer.flush();
            if (round % 2 == 0) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
        producer.beginTransaction();
        producer.send(record(1, "undecided needle", false)).get();
        // Left open: whoever closes it in order would end the transaction.
        producer.close(java.time.Duration.ZERO);
    }

    private static ProducerRecord<byte[], byte[]> record(int number, String value, boolean tombstone) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("mixed", utf8("key-" + number),
                tombstone ? null : utf8("{\"text\":\"" + value + "\",\"number\":" + number + "}"));
        record.headers().add("trace", utf8("t-" + number));
        return record;
    }

    @Test
    void everySearchSaysWhatAClientWouldSay() {
        List<Filter> filters = List.of(Filter.NONE, Filter.text("needle"), Filter.text("NEEDLE 1"), Filter.text("näh"),
                new Filter("Needle", false, true, false, true, "", ""),
                new Filter("t-42", false, false, true, true, "", ""),
                Filter.typed("= value.number > 590"), Filter.typed("= key == 'key-7' && value.number == 7"),
                Filter.NONE.withKey(utf8("key-99")));
        List<Start> starts = List.of(new Start.Newest(), new Start.Oldest(), new Start.Offset(333));
        for (Filter filter : filters) {
            for (Start start : starts) {
                for (boolean committed : new boolean[] {false, true}) {
                    Browse browse = new Browse("mixed", start, Set.of(), filter, PATIENT, "", "", "", committed);
                    List<String> near = all("near", browse);
                    assertThat(near).as(filter + " " + start + " " + committed).isEqualTo(all("client", browse));
                    assertThat(near.stream().anyMatch(r -> r.contains("undecided")) && committed).isFalse();
                }
            }
        }
    }

    /** Page by page, as the records and in the order in which they were given. */
    private static List<String> all(String through, Browse browse) {
        List<String> all = new ArrayList<>();
        Browse next = browse;
        while (true) {
            Slice slice = records.browse(through, next);
            assertThat(slice.near()).isEqualTo(through.equals("near"));
            slice.records().forEach(r -> all.add(text(r)));
            if (slice.token().isEmpty()) {
                assertThat(slice.end()).isEqualTo(EndReason.END_OF_LOG);
                return all;
            }
            next = browse.continued(slice.token());
        }
    }

    private static String text(RecordView r) {
        return r.partition() + ":" + r.offset() + " " + r.timestampMs() + " " + r.timestampType() + " "
                + r.leaderEpoch() + " " + r.key().text() + "=" + r.value().text() + r.value().size() + " "
                + r.headers().stream().map(h -> h.name() + h.value().text()).toList();
    }

    @Test
    void batchAndFateOfItsTransactionAreTold() {
        Slice slice = records.browse("near", new Browse("mixed", new Start.Newest(), Set.of(),
                Filter.text("needle"), PATIENT, "", "", "", false));
        Map<String, String> fates = new HashMap<>();
        slice.records().forEach(r -> fates.put(r.value().text().replaceAll("(.*transaction \\d|[a-z]+ ).*", "$1"),
                r.batch().transaction()));
        assertThat(fates.values()).contains("none", "committed", "aborted", "open");
        assertThat(slice.records()).anyMatch(r -> r.batch().compression().equals("zstd"))
                .allMatch(r -> r.batch().firstOffset() <= r.offset() && r.offset() <= r.batch().lastOffset());
        RecordView one = slice.records().getFirst();
        assertThat(records.one("near", "mixed", one.partition(), one.offset())).satisfies(whole ->
                assertThat(text(whole)).isEqualTo(text(one)));
    }

    @Test
    void keyIsLookedForInItsPartitionAlone() {
        Browse keyed = new Browse("mixed", new Start.Oldest(), Set.of(),
                Filter.typed("= keyText == 'key-11' && size > 0"), PATIENT, "", "", "", false);
        Slice slice = records.browse("near", keyed);
        assertThat(slice.prunedTo()).isBetween(0, 2);
        assertThat(slice.records()).isNotEmpty().allMatch(r -> r.partition() == slice.prunedTo());
        assertThat(slice.positions()).hasSize(1);
        assertThat(records.cost("near", keyed).prunedTo()).isEqualTo(slice.prunedTo());
        Browse everywhere = new Browse("mixed", new Start.Oldest(), Set.of(0, 1, 2), keyed.filter(), PATIENT, "", "",
                "", false);
        assertThat(records.browse("near", everywhere).records()).hasSameSizeAs(slice.records());
        assertThat(records.browse("near", everywhere).prunedTo()).isEqualTo(-1);
    }

    @Test
    void recordsForWhichAnExpressionFailsAreCounted() {
        for (String through : List.of("near", "client")) {
            Slice slice = records.browse(through, new Browse("mixed", new Start.Oldest(), Set.of(),
                    Filter.typed("= value.nothing == 1"), PATIENT, "", "", "", false));
            assertThat(slice.failed()).as(through).isEqualTo(slice.scanned()).isGreaterThan(3_000);
        }
    }

    @Test
    void aMillionRecordsAreSearchedToTheLast() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("linger.ms", "20", "batch.size", "65536"))) {
            byte[] hay = utf8("a stalk of hay among many others, and nothing that anybody would look for");
            for (int i = 0; i < MILLION; i++) {
                producer.send(new ProducerRecord<>("million", i % 2, null,
                        i == MILLION - 1 ? utf8("the needle") : hay));
            }
        }
        for (Start start : List.of(new Start.Oldest(), new Start.Newest())) {
            Slice slice = records.browse("near", new Browse("million", start, Set.of(),
                    Filter.text("THE NEEDLE"), PATIENT, "", "", "", false));
            assertThat(slice.end()).isEqualTo(EndReason.END_OF_LOG);
            assertThat(slice.scanned()).isEqualTo(MILLION);
            assertThat(slice.records()).hasSize(1);
            System.out.println("a million records searched in " + slice.elapsedMs() + " ms");
        }
    }

    @Test
    void whereNoBrokerOfThisProcessLeadsAClientReads() {
        clusters.put(new ClusterSpec("stray", cluster.bootstrapServers(), true, Map.of()));
        clusters.near("stray", (range, visitor) -> {
            throw new io.odradek.console.kafka.NearLog.Elsewhere(new IllegalStateException("not here"));
        });
        Browse browse = new Browse("mixed", new Start.Newest(), Set.of(), Filter.text("needle"), PATIENT, "", "",
                "", false);
        Slice slice = records.browse("stray", browse);
        assertThat(slice.near()).isFalse();
        assertThat(slice.records().stream().map(NearRecordsIT::text).toList()).isEqualTo(all("client", browse));
        clusters.remove("stray");
    }

    @Test
    void recordsOfKafkasOwnTopicsAreRead() {
        records.browse("near", Browse.of("__transaction_state", new Start.Oldest())).records().forEach(r -> {
            assertThat(r.key().decoder()).isEqualTo("kafka");
            assertThat(r.key().text()).contains("\"type\":\"TransactionLog\"", "\"transactionalId\":\"t\"");
            assertThat(r.value().text()).contains("\"version\"", "\"producerId\"");
        });
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers",
                cluster.bootstrapServers(), "group.id", "readers"), new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("mixed", 1)));
            consumer.commitSync(Map.of(new TopicPartition("mixed", 1), new OffsetAndMetadata(7)));
        }
        List<RecordView> offsets = records.browse("near", new Browse("__consumer_offsets", new Start.Newest(),
                Set.of(), Filter.text("readers"), PATIENT, "", "", "", false)).records();
        assertThat(offsets).anySatisfy(r -> {
            assertThat(r.key().text()).contains("\"type\":\"OffsetCommit\"", "\"group\":\"readers\"",
                    "\"topic\":\"mixed\"");
            assertThat(r.value().text()).contains("\"offset\":7");
        });
    }

    @Test
    void searchIsReplayedIntoItsOwnTopicOnceAndNumbersCountOn() {
        create("replayed", 2, Map.of());
        NewRecord made = new NewRecord("replayed", null, 1_000L, utf8("k#{n}"), utf8("value #{n}"),
                List.of(new NewRecord.NewHeader("h", utf8("x"))));
        Job many = over(records.produceMany(ACTOR, "near", new ManyRecords(List.of(made), 1_200, 0)));
        assertThat(many.outcome()).hasToString("done");
        assertThat(many.written()).isEqualTo(1_200);
        Browse some = new Browse("replayed", new Start.Oldest(), Set.of(), Filter.text("value 1"), Limits.PAGE, "",
                "", "", false);
        assertThat(records.planReplay("near", new Replay(some, "nowhere", false, false, 10, 0)).possible()).isFalse();
        Replay replay = new Replay(some, "replayed", true, true, Long.MAX_VALUE, 0);
        assertThat(records.planReplay("near", replay).warnings()).isNotEmpty();
        Job job = over(records.replay(ACTOR, "near", replay));
        assertThat(job.outcome()).hasToString("done");
        // 1, 10 to 19, 100 to 199, 1000 to 1200
        assertThat(job.written()).isEqualTo(312);
        Slice twice = records.browse("near", new Browse("replayed", new Start.Oldest(), Set.of(),
                Filter.NONE.withKey(utf8("k1005")), PATIENT, "", "", "", false));
        assertThat(twice.records()).hasSize(2).allSatisfy(r -> {
            assertThat(r.value().text()).isEqualTo("value 1005");
            assertThat(r.timestampMs()).isEqualTo(1_000);
            assertThat(r.headers()).hasSize(1);
        });
        Job slow = records.produceMany(ACTOR, "near", new ManyRecords(List.of(made), 1_000_000, 10));
        records.cancelJob(ACTOR, "near", slow.id());
        assertThat(over(slow).outcome()).hasToString("cancelled");
    }

    private static Job over(Job job) {
        long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (System.nanoTime() < deadlineNs) {
            Job now = records.jobs("near").stream().filter(j -> j.id() == job.id()).findFirst().orElseThrow();
            if (!now.running()) {
                return now;
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError(job + " does not end");
    }

    private static void create(String topic, int partitions, Map<String, String> configs) {
        clusters.door("near").changes().create(topic, partitions, 1, configs, false);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> properties = new HashMap<>(more);
        properties.put("bootstrap.servers", cluster.bootstrapServers());
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
