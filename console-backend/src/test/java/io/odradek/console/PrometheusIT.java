package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.settings.Settings;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.engine.metric.Meter;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with our rules over an embedded cluster under load, asked as dashboards ask. */
class PrometheusIT {
    private static final Path DASHBOARDS = Path.of(System.getProperty("project.root")).resolve("grafana/dashboards");
    /** The labels that Strimzi's dashboards choose by, as {@link Prometheus} sets them at its target. */
    private static final String HERE = "namespace=\"kafka\",strimzi_io_cluster=\"odradek\"";
    /** Zero as long as nothing is wrong with the machine, the clients or us; they have a series all the same. */
    private static final Set<Meter> AT_REST = EnumSet.of(Meter.NET_CONNECTIONS_REFUSED, Meter.NET_CONNECTIONS_EXPIRED,
            Meter.NET_PAUSES, Meter.REQUEST_THROTTLE_TIME, Meter.REQUEST_FAILURES, Meter.ISR_SHRINKS,
            Meter.ISR_FAILURES, Meter.REPLICA_UNDER_MIN_ISR,
            Meter.REPLICA_AT_MIN_ISR, Meter.REPLICA_OFFLINE, Meter.REPLICA_LAG, Meter.REPLICA_LAG_SUM,
            Meter.CONTROLLER_OFFLINE, Meter.CONTROLLER_EVENT_FAILURES, Meter.CONTROLLER_WAITING,
            Meter.CONTROLLER_UNCLEAN, Meter.LOG_FLUSH_TIME, Meter.LOG_CLEANINGS, Meter.LOG_CLEANED_IN,
            Meter.LOG_CLEANED_OUT, Meter.LOG_CLEANER_FAILURES, Meter.COORDINATOR_LOADING,
            Meter.ZOOKEEPER_EXPIRATIONS, Meter.LANE_REFUSED, Meter.LANE_WAITING);

    private final AtomicReference<Engine> engine = new AtomicReference<>();

    @Test
    @Timeout(180)
    void rulesDashboardsAndAlertsWorkWithTheRealOne(@TempDir Path home) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Prometheus.PROGRAM), "prometheus is not installed");
        Settings settings = new Settings(3, home.resolve("data"), "127.0.0.1", 0, 0, true, "");
        Run run = new Run(settings, (s, name) -> {
            engine.set(new EmbeddedEngine.Starter(false).start(s, name));
            return engine.get();
        });
        try {
            run.start();
            try (Prometheus prometheus = new Prometheus(home.resolve("prometheus"), run.port());
                    Producer<String, String> changes = producer(engine.get().bootstrapServers())) {
                prometheus.await("targets", d -> d.path("activeTargets").size() == 1
                        && d.at("/activeTargets/0/health").asText().equals("up"));
                transaction(engine.get().bootstrapServers());
                nonsense(engine.get().brokers().getFirst());
                refused(engine.get().bootstrapServers());
                findData(prometheus, queries(), changes);
                findData(prometheus, queriesOfOthers(), changes);
                everyRuleIsEvaluated(prometheus);
                aKilledBrokerRaisesAnAlarm(prometheus);
                findData(prometheus, everyMeter(), changes);
            }
        } finally {
            run.close();
        }
    }

    private static Producer<String, String> producer(String bootstrap) {
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", bootstrap, "max.block.ms", "20000"));
        return new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    private static void transaction(String bootstrap) {
        Properties properties = new Properties();
        properties.putAll(Map.of("bootstrap.servers", bootstrap, "transactional.id", "metered"));
        try (Producer<String, String> producer = new KafkaProducer<>(properties, new StringSerializer(),
                new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("shop-totals-changelog", "key", "value"));
            producer.commitTransaction();
        }
    }

    /** What a browser would send to a broker's port. */
    private static void nonsense(EmbeddedBroker broker) throws IOException {
        try (Socket socket = new Socket(broker.host(), broker.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** A record that no broker takes, and a place that no log has. */
    private static void refused(String bootstrap) {
        TopicPartition place = new TopicPartition("shop-totals-changelog", 0);
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap,
                "max.request.size", 10_000_000), new ByteArraySerializer(), new ByteArraySerializer());
                Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrap,
                "auto.offset.reset", "none"), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>(place.topic(), 0, null, new byte[5_000_000]))
                    .get()).hasCauseInstanceOf(RecordTooLargeException.class);
            consumer.assign(List.of(place));
            consumer.seek(place, 1_000_000_000);
            assertThatThrownBy(() -> consumer.poll(Duration.ofSeconds(60)))
                    .isInstanceOf(OffsetOutOfRangeException.class);
        }
    }

    private static void findData(Prometheus prometheus, Set<String> empty, Producer<String, String> changes)
            throws InterruptedException {
        while (!empty.isEmpty()) {
            changes.send(new ProducerRecord<>("shop-totals-changelog", "key", "value"));
            for (String query : List.copyOf(empty)) {
                if (prometheus.series(query) > 0) empty.remove(query);
            }
            if (!empty.isEmpty()) pause(empty);
        }
    }

    private static void pause(Set<String> empty) {
        try {
            Prometheus.pause();
        } catch (InterruptedException outOfTime) {
            throw new AssertionError("no data for " + empty, outOfTime);
        }
    }

    private static Set<String> queries() throws IOException {
        Set<String> queries = new TreeSet<>();
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            for (Path file : files.toList()) {
                for (JsonNode query : new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
                    queries.add(query.asText().replace("$__rate_interval", "20s").replaceAll("\\$\\w+", ".*"));
                }
            }
        }
        assertThat(queries).hasSizeGreaterThan(80);
        return queries;
    }

    /** What the panels of dashboards made for Kafka ask for. */
    private static Set<String> queriesOfOthers() throws IOException {
        Path table = Path.of(System.getProperty("project.root"))
                .resolve("console-backend/src/test/resources/dashboards-of-others.tsv");
        return Files.readAllLines(table).stream().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")[2].replace("$here", HERE)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** That each is there, and that each has been more than zero which a cluster under load and faults moves. */
    private static Set<String> everyMeter() {
        return Arrays.stream(Meter.values()).map(meter -> {
            String name = meter.family() + switch (meter.kind()) {
                case COUNTER, GAUGE -> "";
                case LATENCY, SUMMARY -> "_count";
            };
            return AT_REST.contains(meter) ? name : "max(max_over_time(" + name + "[10m])) > 0";
        }).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void everyRuleIsEvaluated(Prometheus prometheus) throws InterruptedException {
        JsonNode groups = prometheus.await("rules", d -> d.path("groups").size() == 2
                && d.findValues("health").stream().noneMatch(h -> h.asText().equals("unknown")));
        assertThat(groups.findValues("health")).hasSizeGreaterThan(30)
                .allSatisfy(health -> assertThat(health.asText()).isEqualTo("ok"));
    }

    private void aKilledBrokerRaisesAnAlarm(Prometheus prometheus) throws InterruptedException {
        engine.get().kill(2);
        prometheus.await("alerts", data -> firing(data));
        while (prometheus.series("odradek_replica_under_replicated_partitions > 0") == 0) Prometheus.pause();
        engine.get().start(2);
        prometheus.await("alerts", data -> data.has("alerts") && !firing(data));
    }

    private static boolean firing(JsonNode data) {
        for (JsonNode alert : data.path("alerts")) {
            boolean ours = alert.at("/labels/alertname").asText().equals("OdradekBrokerDown")
                    && alert.at("/labels/broker").asText().equals("2");
            if (ours && alert.path("state").asText().equals("firing")) return true;
        }
        return false;
    }
}
