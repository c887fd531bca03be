package io.odradek.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void everyMeterIsNamedOnceAndSaysWhatItIs() {
        assertThat(Arrays.stream(Meter.values()).map(Meter::id)).doesNotHaveDuplicates();
        assertThat(Meter.values()).allSatisfy(m -> {
            assertThat(m.id()).matches("odradek(\\.[a-z]+)+");
            assertThat(m.help()).isNotBlank();
        });
    }
}
