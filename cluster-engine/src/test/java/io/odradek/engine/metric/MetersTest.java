package io.odradek.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetersTest {
    private final Meters meters = new Meters(3);

    @Test
    void aHandleIsTheSameForTheSameTags() {
        Counter in = meters.counter(Meter.NET_BYTES_IN, "PLAINTEXT");
        in.add(5);
        assertThat(meters.counter(Meter.NET_BYTES_IN, "PLAINTEXT")).isSameAs(in);
        assertThat(meters.counter(Meter.NET_BYTES_IN, "OTHER")).isNotSameAs(in);
        assertThat(meters.value(Meter.NET_BYTES_IN, "PLAINTEXT")).isEqualTo(5);
        assertThat(meters.value(Meter.NET_BYTES_IN, "NOWHERE")).isZero();
    }

    @Test
    void tagsAndKindsAreChecked() {
        assertThatThrownBy(() -> meters.counter(Meter.NET_BYTES_IN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> meters.latency(Meter.NET_BYTES_IN, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bucketsHoldWhatIsNotAboveTheirBound() {
        Latency latency = meters.latency(Meter.REQUEST_TIME, "Produce");
        for (int i = 0; i < latency.buckets() - 1; i++) {
            assertThat(Latency.bucket(latency.boundNs(i))).isEqualTo(i);
            assertThat(Latency.bucket(latency.boundNs(i) + 1)).isEqualTo(i + 1);
        }
        assertThat(Latency.bucket(Long.MAX_VALUE)).isEqualTo(latency.buckets() - 1);
        for (int i = 0; i < 99; i++) latency.record(1_000);
        latency.record(900_000_000);
        assertThat(latency.quantileNs(0.5)).isEqualTo(50_000);
        assertThat(latency.quantileNs(0.999)).isBetween(900_000_000L, 1_800_000_000L);
        assertThat(latency.count()).isEqualTo(100);
    }

    @Test
    void aBoundRegistryShowsEarlierAndLaterSeriesUntilUnbound() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.counter(Meter.NET_BYTES_IN, "A").add(7);
        meters.bindTo(registry);
        meters.latency(Meter.REQUEST_TIME, "Fetch").record(70_000);
        meters.counter(Meter.REQUEST_LOCAL_TIME, "Fetch").add(1_500_000_000);
        meters.gauge(Meter.NET_CONNECTIONS, () -> 4, "A");
        String text = registry.scrape();
        assertThat(text).contains("odradek_net_in_bytes_total{broker=\"3\",listener=\"A\"} 7.0")
            .contains("odradek_request_time_seconds_count{api=\"Fetch\",broker=\"3\"} 1")
            .contains("odradek_request_time_within_total{api=\"Fetch\",broker=\"3\",le=\"1.0E-4\"} 1.0")
            .contains("odradek_request_local_time_seconds_total{api=\"Fetch\",broker=\"3\"} 1.5")
            .contains("odradek_net_connections{broker=\"3\",listener=\"A\"} 4.0");
        meters.remove(Meter.NET_CONNECTIONS, "A");
        assertThat(registry.scrape()).doesNotContain("odradek_net_connections{");
        meters.unbind(registry);
        assertThat(registry.scrape()).doesNotContain("odradek");
    }

    @Test
    void everyMeterIsNamedOnceAndSaysWhatItIs() {
        assertThat(Arrays.stream(Meter.values()).map(Meter::id)).doesNotHaveDuplicates();
        assertThat(Meter.values()).allSatisfy(m -> {
            assertThat(m.id()).matches("odradek(\\.[a-z]+)+");
            assertThat(m.help()).isNotBlank();
        });
    }
}
