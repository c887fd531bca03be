package io.odradek.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.env.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionTest {
    private final Meters meters = new Meters(3);
    private long nowNs = 1;
    private final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return 0;
        }

        @Override
        public long monotonicNs() {
            return nowNs;
        }
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    ExpositionTest() {
        registry.getPrometheusRegistry().register(new Exposition(() -> List.of(meters), "", clock));
    }

    private String text() {
        return registry.scrape();
    }

    @Test
    void countersGaugesAndWhatSourcesSeeAreShown() {
        meters.counter(Meter.NET_BYTES_IN, "A").add(7);
        meters.gauge(Meter.NET_CONNECTIONS, () -> 4, "A");
        meters.observe(look -> look.add(Meter.NET_IDLE, 0.25));
        assertThat(text()).contains("# TYPE odradek_net_in_bytes_total counter\n"
            + "odradek_net_in_bytes_total{broker=\"3\",listener=\"A\"} 7.0\n")
            .contains("odradek_net_connections{broker=\"3\",listener=\"A\"} 4.0\n")
            .contains("odradek_net_idle_ratio{broker=\"3\"} 0.25\n")
            .contains("kafka_network_socketserver_networkprocessoravgidle_percent{broker=\"3\"} 0.25\n");
        meters.remove(Meter.NET_CONNECTIONS, "A");
        assertThat(text()).doesNotContain("odradek_net_connections{");
    }

    @Test
    void latenciesAreHistogramsAndKafkasQuantiles() {
        for (int i = 0; i < 99; i++) meters.latency(Meter.REQUEST_TIME, "Fetch").record(70_000);
        meters.latency(Meter.REQUEST_TIME, "Fetch").record(1_000_000_000);
        assertThat(text()).contains("# TYPE odradek_request_time_seconds histogram")
            .contains("odradek_request_time_seconds_bucket{api=\"Fetch\",broker=\"3\",le=\"1.0E-4\"} 99\n")
            .contains("odradek_request_time_seconds_bucket{api=\"Fetch\",broker=\"3\",le=\"+Inf\"} 100\n")
            .contains("odradek_request_time_seconds_count{api=\"Fetch\",broker=\"3\"} 100\n")
            .contains("kafka_network_requestmetrics_requests_total{broker=\"3\",request=\"Fetch\"} 100.0\n")
            .contains("kafka_network_requestmetrics_totaltimems{broker=\"3\",request=\"Fetch\",quantile=\"0.5\"} 0.1");
    }

    @Test
    void quantilesForgetWhatIsTwoMinutesOld() {
        Latency time = meters.latency(Meter.REQUEST_TIME, "Fetch");
        String median = "kafka_network_requestmetrics_totaltimems{broker=\"3\",request=\"Fetch\",quantile=\"0.5\"} ";
        time.record(1_000_000_000);
        assertThat(text()).contains(median + "1638.4");
        nowNs += 60_000_000_000L;
        assertThat(text()).contains(median + "0.0\n");
        time.record(70_000);
        assertThat(text()).contains(median + "0.1");
    }

    @Test
    void topicsAreShownEachAndTogetherUnderKafkasNames() {
        meters.gauge(Meter.BROKER_RUNNING, () -> 1);
        meters.counter(Meter.TOPIC_BYTES_IN, "a").add(3);
        meters.counter(Meter.TOPIC_BYTES_IN, "b").add(4);
        for (String name : List.of("bytesin_total", "bytesinpersec")) {
            assertThat(text()).contains("kafka_server_brokertopicmetrics_" + name + "{broker=\"3\",topic=\"a\"} 3.0\n")
                .contains("kafka_server_brokertopicmetrics_" + name + "{broker=\"3\"} 7.0\n");
        }
    }

    @Test
    void aTopicThatRefusedNothingHasNoSeriesOfThat() {
        meters.counter(Meter.TOPIC_PRODUCE_FAILURES, "good");
        assertThat(text()).doesNotContain("odradek_topic_produce_failed");
        meters.counter(Meter.TOPIC_PRODUCE_FAILURES, "bad").add(1);
        assertThat(text()).contains("odradek_topic_produce_failed_requests_total{broker=\"3\",topic=\"bad\"} 1.0\n")
            .doesNotContain("good");
    }

    @Test
    void aGroupStateThatNothingIsInIsZero() {
        meters.gauge(Meter.BROKER_RUNNING, () -> 1);
        meters.observe(look -> look.add(Meter.COORDINATOR_GROUPS, 2, "consumer", "Stable"));
        assertThat(text()).contains("groupmetadatamanager_numgroups{broker=\"3\"} 2.0\n")
            .contains("groupmetadatamanager_numgroupsstable{broker=\"3\"} 2.0\n")
            .contains("groupmetadatamanager_numgroupsdead{broker=\"3\"} 0.0\n");
    }

    @Test
    void labelsAreEscaped() {
        meters.counter(Meter.TOPIC_BYTES_IN, "a\"b\\c\nd").add(1);
        assertThat(text()).contains("topic=\"a\\\"b\\\\c\\nd\"");
    }

    @Test
    void aClustersNameIsALabelWhereItIsKnown() {
        registry.getPrometheusRegistry().clear();
        registry.getPrometheusRegistry().register(new Exposition(() -> List.of(meters), "local", clock));
        meters.counter(Meter.ISR_SHRINKS).add(1);
        assertThat(text()).contains("odradek_isr_shrinks_times_total{broker=\"3\",cluster=\"local\"} 1.0\n")
            .contains("kafka_server_replicamanager_isrshrinks_total{broker=\"3\"} 1.0\n");
    }

    /** The registry refuses a name that is there twice, and one that its library does not allow. */
    @Test
    void allMetersFitIntoOneRegistryWithTheProcess() {
        for (Meter m : Meter.values()) {
            String[] values = m.tags().stream().map(tag -> tag.equals("state") ? "offline" : tag)
                .toArray(String[]::new);
            switch (m.kind()) {
                case COUNTER -> meters.counter(m, values).add(1);
                case GAUGE -> meters.gauge(m, () -> 1, values);
                case LATENCY, SUMMARY -> meters.latency(m, values).record(1);
            }
        }
        try (Exporter exporter = new Exporter()) {
            exporter.expose(new Exposition(() -> List.of(meters), "", clock));
            List<String> shown = new String(exporter.text(), StandardCharsets.UTF_8).lines()
                .filter(line -> line.startsWith("# TYPE"))
                .map(line -> line.split(" ")[2]).toList();
            assertThat(shown).doesNotHaveDuplicates()
                .containsAll(Arrays.stream(Meter.values()).map(Meter::family).toList())
                .containsAll(Arrays.stream(KafkaName.values()).flatMap(name -> name.names().stream()).toList())
                .contains("jvm_gc_collection_seconds", "process_open_fds", "jvm_memory_used_bytes", "jvm_info");
        }
    }
}
