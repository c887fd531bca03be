package io.odradek.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.env.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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

    private String text() {
        return Exposition.of(List.of(meters), clock);
    }

    @Test
    void countersGaugesAndWhatSourcesSeeAreShown() {
        meters.counter(Meter.NET_BYTES_IN, "A").add(7);
        meters.gauge(Meter.NET_CONNECTIONS, () -> 4, "A");
        meters.observe(look -> look.add(Meter.NET_IDLE, 0.25));
        assertThat(text()).contains("# TYPE odradek_net_in_bytes_total counter\n"
            + "odradek_net_in_bytes_total{broker=\"3\",listener=\"A\"} 7\n")
            .contains("odradek_net_connections{broker=\"3\",listener=\"A\"} 4\n")
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
            .contains("odradek_request_time_seconds_bucket{broker=\"3\",api=\"Fetch\",le=\"1.0E-4\"} 99\n")
            .contains("odradek_request_time_seconds_bucket{broker=\"3\",api=\"Fetch\",le=\"+Inf\"} 100\n")
            .contains("odradek_request_time_seconds_count{broker=\"3\",api=\"Fetch\"} 100\n")
            .contains("kafka_network_requestmetrics_requests_total{broker=\"3\",request=\"Fetch\"} 100\n")
            .contains("kafka_network_requestmetrics_totaltimems{broker=\"3\",request=\"Fetch\",quantile=\"0.5\"} 0.1");
    }

    @Test
    void quantilesForgetWhatIsTwoMinutesOld() {
        Latency time = meters.latency(Meter.REQUEST_TIME, "Fetch");
        String median = "kafka_network_requestmetrics_totaltimems{broker=\"3\",request=\"Fetch\",quantile=\"0.5\"} ";
        time.record(1_000_000_000);
        assertThat(text()).contains(median + "1638.4");
        nowNs += 60_000_000_000L;
        assertThat(text()).contains(median + "0\n");
        time.record(70_000);
        assertThat(text()).contains(median + "0.1");
    }

    @Test
    void topicsAreShownEachAndTogetherUnderKafkasNames() {
        meters.gauge(Meter.BROKER_RUNNING, () -> 1);
        meters.counter(Meter.TOPIC_BYTES_IN, "a").add(3);
        meters.counter(Meter.TOPIC_BYTES_IN, "b").add(4);
        for (String name : List.of("bytesin_total", "bytesinpersec")) {
            assertThat(text()).contains("kafka_server_brokertopicmetrics_" + name + "{broker=\"3\",topic=\"a\"} 3\n")
                .contains("kafka_server_brokertopicmetrics_" + name + "{broker=\"3\"} 7\n");
        }
    }

    @Test
    void aGroupStateThatNothingIsInIsZero() {
        meters.gauge(Meter.BROKER_RUNNING, () -> 1);
        meters.observe(look -> look.add(Meter.COORDINATOR_GROUPS, 2, "consumer", "Stable"));
        assertThat(text()).contains("groupmetadatamanager_numgroups{broker=\"3\"} 2\n")
            .contains("groupmetadatamanager_numgroupsstable{broker=\"3\"} 2\n")
            .contains("groupmetadatamanager_numgroupsdead{broker=\"3\"} 0\n");
    }

    @Test
    void labelsAreEscaped() {
        meters.counter(Meter.TOPIC_BYTES_IN, "a\"b\\c\nd").add(1);
        assertThat(text()).contains("topic=\"a\\\"b\\\\c d\"");
    }

    @Test
    void noFamilyIsNamedTwice() {
        Stream<String> ours = Arrays.stream(Meter.values()).map(Meter::family);
        Stream<String> kafkas = Arrays.stream(KafkaName.values()).flatMap(name -> name.names().stream());
        assertThat(Stream.concat(ours, kafkas)).doesNotHaveDuplicates();
    }
}
