package io.odradek.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FreeMemoryTest {
    @Test
    void whatLinuxCallsAvailableIsToldInBytes() {
        assertThat(FreeMemory.available(List.of("MemTotal:       24684112 kB", "MemFree:        11500000 kB",
                "MemAvailable:   21678080 kB"))).isEqualTo(21_678_080L * 1024);
    }

    @Test
    void whereNothingIsToldNothingIsTouched() {
        assertThat(FreeMemory.available(List.of("MemTotal:       24684112 kB"))).isZero();
    }
}
