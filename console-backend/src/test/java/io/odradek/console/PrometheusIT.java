package io.odradek.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus with our rules over an embedded cluster under load, asked as dashboards ask. */
class PrometheusIT {
    private static final Path DASHBOARDS = Path.of(System.getProperty("project.root")).resolve("grafana/dashboards");
    /** What kafka_exporter's dashboard 7589, Strimzi's strimzi-kafka and Confluent's kafka-cluster ask for. */
    private static final List<String> KNOWN = List.of("kafka_topic_partition_current_offset",
            "kafka_consumergroup_current_offset", "kafka_consumergroup_lag", "kafka_topic_partitions",
            "kafka_server_brokertopicmetrics_bytesin_total", "kafka_server_brokertopicmetrics_bytesout_total",
            "kafka_server_brokertopicmetrics_messagesin_total",
            "kafka_server_brokertopicmetrics_totalproducerequests_total",
            "kafka_server_brokertopicmetrics_failedproducerequests_total",
            "kafka_server_brokertopicmetrics_totalfetchrequests_total",
            "kafka_server_brokertopicmetrics_failedfetchrequests_total", "kafka_server_replicamanager_leadercount",
            "kafka_server_replicamanager_partitioncount", "kafka_server_replicamanager_underreplicatedpartitions",
            "kafka_cluster_partition_atminisr", "kafka_cluster_partition_underminisr",
            "kafka_controller_kafkacontroller_activecontrollercount",
            "kafka_controller_kafkacontroller_offlinepartitionscount",
            "kafka_controller_controllerstats_uncleanleaderelections_total",
            "kafka_network_socketserver_networkprocessoravgidle_percent",
            "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent",
            "kafka_server_socket_server_metrics_connection_count", "kafka_log_log_size", "process_open_fds",
            "process_cpu_seconds_total", "jvm_memory_bytes_used", "jvm_gc_collection_seconds_sum",
            "jvm_threads_current", "kafka_network_requestmetrics_requestqueuetimems{quantile=\"0.999\"}",
            "kafka_network_requestmetrics_localtimems", "kafka_network_requestmetrics_remotetimems",
            "kafka_network_requestmetrics_responsesendtimems", "kafka_network_requestmetrics_totaltimems",
            "kafka_network_requestmetrics_requestspersec", "kafka_network_requestmetrics_errorspersec",
            "kafka_network_requestchannel_requestqueuesize", "kafka_server_replicamanager_isrshrinkspersec",
            "kafka_server_replicamanager_isrexpandspersec", "kafka_server_replicafetchermanager_maxlag",
            "kafka_coordinator_group_groupmetadatamanager_numgroupsstable",
            "kafka_controller_kafkacontroller_preferredreplicaimbalancecount");

    private final AtomicReference<Engine> engine = new AtomicReference<>();

    @Test
    @Timeout(180)
    void rulesDashboardsAndAlertsWorkWithTheRealOne(@TempDir Path home) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isExecutable(Prometheus.PROGRAM), "prometheus is not installed");
        Settings settings = new Settings(3, home.resolve("data"), "127.0.0.1", 0, 0, true, "");
        Run run = new Run(settings, s -> {
            engine.set(new EmbeddedEngine.Starter().start(s));
            return engine.get();
        });
        try {
            run.start();
            try (Prometheus prometheus = new Prometheus(home.resolve("prometheus"), run.port());
                    Producer<String, String> changes = producer(engine.get().bootstrapServers())) {
                prometheus.await("targets", d -> d.path("activeTargets").size() == 1
                        && d.at("/activeTargets/0/health").asText().equals("up"));
                everyDashboardFindsData(prometheus, changes);
                everyKnownNameFindsASeries(prometheus);
                everyRuleIsEvaluated(prometheus);
                aKilledBrokerRaisesAnAlarm(prometheus);
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

    private static void everyDashboardFindsData(Prometheus prometheus, Producer<String, String> changes)
            throws IOException, InterruptedException {
        Set<String> empty = queries();
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

    private static void everyKnownNameFindsASeries(Prometheus prometheus) throws InterruptedException {
        for (String name : KNOWN) assertThat(prometheus.series(name)).as(name).isPositive();
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
