package io.odradek.console.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.problem.Problem;
import io.odradek.console.record.Slice.EndReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Browsing, following and producing against Apache Kafka. */
class RecordServiceIT {

    private static final int RECORDS = 3_000;
    private static final long FIRST_MS = 1_700_000_000_000L;
    private static KafkaPeer peer;
    private static Clusters clusters;
    private static RecordService records;

    @BeforeAll
    static void start() throws Exception {
        peer = KafkaPeer.shared();
        clusters = new Clusters(List.of(new ClusterSpec("peer", peer.bootstrapServers(), false, Map.of())));
        records = new RecordService(clusters, new AuditLog());
        for (String topic : List.of("filled", "tailed", "written", "empty", "large")) {
            // The records are older than any retention.
            Map<String, String> configs = Map.of("max.message.bytes", "22000000", "retention.ms", "-1");
            clusters.door("peer").changes().create(topic, 3, 1, configs, false);
        }
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int i = 0; i < RECORDS; i++) {
                String value = "{\"number\":" + i + (i % 1_000 == 7 ? ",\"what\":\"Needle\"" : "") + "}";
                ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("filled", i % 3, FIRST_MS + i,
                        utf8("key-" + i), utf8(value));
                record.headers().add("trace", utf8("t" + i));
                producer.send(record);
            }
        }
    }

    @AfterAll
    static void stop() {
        clusters.close();
    }

    @Test
    void newestComeFirstAcrossPartitionsAndPagesFollowWithoutGapOrRepeat() {
        List<Long> times = new ArrayList<>();
        Browse browse = Browse.of("filled", new Start.Newest());
        Slice slice = records.browse("peer", browse);
        assertThat(slice.end()).isEqualTo(EndReason.MATCHES);
        assertThat(slice.records()).hasSize(50);
        assertThat(slice.records().getFirst().timestampMs()).isEqualTo(FIRST_MS + RECORDS - 1);
        Set<String> seen = new HashSet<>();
        while (true) {
            slice.records().forEach(record -> times.add(record.timestampMs()));
            slice.records().forEach(record -> assertThat(seen.add(record.partition() + ":" + record.offset()))
                    .isTrue());
            if (slice.token().isEmpty()) {
                break;
            }
            slice = records.browse("peer", browse.continued(slice.token()));
        }
        assertThat(slice.end()).isEqualTo(EndReason.END_OF_LOG);
        assertThat(times).hasSize(RECORDS).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void oldestGoForwardsInOrderOfTime() {
        Slice slice = records.browse("peer", Browse.of("filled", new Start.Oldest()));
        assertThat(slice.records()).extracting(RecordView::timestampMs).isSorted().startsWith(FIRST_MS).hasSize(50);
        RecordView first = slice.records().getFirst();
        assertThat(first.value().decoder()).isEqualTo("json");
        assertThat(first.value().text()).isEqualTo("{\"number\":0}");
        assertThat(first.key().text()).isEqualTo("key-0");
        assertThat(first.headers().getFirst().name()).isEqualTo("trace");
        assertThat(first.timestampType()).isEqualTo("CreateTime");
        assertThat(first.leaderEpoch()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void offsetTimestampAndPartitionsNarrowIt() {
        Browse offset = new Browse("filled", new Start.Offset(500), Set.of(2), Filter.NONE, Limits.PAGE, "", "",
                "", false);
        assertThat(records.browse("peer", offset).records()).allMatch(record -> record.partition() == 2)
                .first().matches(record -> record.offset() == 500);
        Slice at = records.browse("peer", Browse.of("filled", new Start.Timestamp(FIRST_MS + 1_500)));
        assertThat(at.records().getFirst().timestampMs()).isEqualTo(FIRST_MS + 1_500);
        assertThat(records.browse("peer", Browse.of("filled", new Start.Timestamp(FIRST_MS + 10_000_000))).end())
                .isEqualTo(EndReason.END_OF_LOG);
        assertThatThrownBy(() -> records.browse("peer",
                new Browse("filled", new Start.Oldest(), Set.of(9), Filter.NONE, Limits.PAGE, "", "", "", false)))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void filterSearchesTheWholeLogAndNotTheNewestFew() {
        for (Start start : List.of(new Start.Newest(), new Start.Oldest())) {
            Slice slice = records.browse("peer",
                    new Browse("filled", start, Set.of(), Filter.text("nEEdle"), Limits.PAGE, "", "", "", false));
            assertThat(slice.end()).isEqualTo(EndReason.END_OF_LOG);
            assertThat(slice.scanned()).isEqualTo(RECORDS);
            assertThat(slice.records()).extracting(RecordView::timestampMs)
                    .containsExactlyInAnyOrder(FIRST_MS + 7, FIRST_MS + 1_007,
                    FIRST_MS + 2_007);
        }
        Filter sensitive = new Filter("nEEdle", true, true, true, true, "", "");
        assertThat(records.browse("peer",
                new Browse("filled", new Start.Newest(), Set.of(), sensitive, Limits.PAGE, "", "", "", false))
                .records())
                .isEmpty();
        Filter header = new Filter("t2999", false, false, true, true, "", "");
        assertThat(records.browse("peer",
                new Browse("filled", new Start.Newest(), Set.of(), header, Limits.PAGE, "", "", "", false)).records())
                .hasSize(1);
    }

    @Test
    void limitOfScannedRecordsIsSaidAndContinuesWithoutGap() {
        Limits few = new Limits(50, 300, 64 << 20, 5_000, 4_096);
        for (Start start : List.of(new Start.Newest(), new Start.Oldest())) {
            Browse browse = new Browse("filled", start, Set.of(), Filter.text("needle"), few, "", "", "", false);
            Slice slice = records.browse("peer", browse);
            assertThat(slice.end()).isEqualTo(EndReason.SCANNED);
            int found = slice.records().size();
            long scanned = slice.scanned();
            while (!slice.token().isEmpty()) {
                slice = records.browse("peer", browse.continued(slice.token()));
                found += slice.records().size();
                scanned += slice.scanned();
            }
            assertThat(found).isEqualTo(3);
            assertThat(scanned).isEqualTo(RECORDS);
        }
    }

    @Test
    void emptyTopicEndsAtOnce() {
        assertThat(records.browse("peer", Browse.of("empty", new Start.Newest())).end())
                .isEqualTo(EndReason.END_OF_LOG);
        assertThat(records.browse("peer", Browse.of("empty", new Start.Offset(5))).records()).isEmpty();
    }

    @Test
    void producedRecordIsFoundWholeAgain() {
        NewRecord record = new NewRecord("written", 1, 5_000L, utf8("k"), new byte[] {0, 0, 0, 42},
                List.of(new NewRecord.NewHeader("h", utf8("v"))));
        Produced produced = records.produce(Actor.anonymous("test"), "peer", record);
        RecordView view = records.one("peer", "written", produced.partition(), produced.offset());
        assertThat(view.partition()).isEqualTo(1);
        assertThat(view.timestampMs()).isEqualTo(5_000);
        assertThat(view.value().decoder()).isEqualTo("int32");
        assertThat(view.value().text()).isEqualTo("42");
        records.produce(Actor.anonymous("test"), "peer", new NewRecord("written", 0, null, utf8("gone"), null,
                List.of()));
        assertThatThrownBy(() -> records.one("peer", "written", 1, 99)).isInstanceOf(Problem.class);
        assertThatThrownBy(() -> records.produce(Actor.anonymous("test"), "peer",
                new NewRecord("no-such-topic", null, null, null, utf8("x"), List.of())))
                .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind())
                .isEqualTo(Problem.Kind.NOT_FOUND));
    }

    @Test
    void recordOfTwentyMegabytesIsCutInAListAndWholeByItself() {
        byte[] large = utf8("x".repeat(20 << 20));
        Produced produced = records
                .produce(Actor.anonymous("test"), "peer", new NewRecord("large", 0, null, null, large, List.of()));
        Slice slice = records.browse("peer", Browse.of("large", new Start.Newest()));
        assertThat(slice.records().getFirst().value().cut()).isTrue();
        assertThat(slice.records().getFirst().value().text()).hasSize(4 << 10);
        assertThat(slice.records().getFirst().value().size()).isEqualTo(20 << 20);
        assertThat(records.one("peer", "large", 0, produced.offset()).value().bytes()).hasSize(20 << 20);
    }

    @Test
    void tailSeesWhatIsWrittenAfterItBeganAndEndsWhenItsTopicIsDeleted() throws Exception {
        clusters.door("peer").changes().create("short-lived", 1, 1, Map.of(), false);
        LinkedBlockingQueue<RecordView> seen = new LinkedBlockingQueue<>();
        LinkedBlockingQueue<Problem> ended = new LinkedBlockingQueue<>();
        TailListener listener = new TailListener() {
            @Override
            public void records(List<RecordView> views, long dropped) {
                seen.addAll(views);
            }

            @Override
            public void ended(Problem why) {
                ended.add(why);
            }
        };
        try (AutoCloseable _ = records
                .tail("peer", new Tail(Set.of("tailed", "short-lived"), Set.of(), Filter.NONE, 100, 1_000), listener)) {
            records.produce(Actor.anonymous("test"), "peer", new NewRecord("tailed", null, null, utf8("a"), utf8("b"),
                    List.of()));
            RecordView view = seen.poll(60, TimeUnit.SECONDS);
            assertThat(view).isNotNull();
            assertThat(view.value().text()).isEqualTo("b");
            clusters.door("peer").changes().delete(List.of("short-lived"));
            Problem why = ended.poll(60, TimeUnit.SECONDS);
            assertThat(why).isNotNull();
            assertThat(why.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", peer.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
