package io.odradek.ui.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FormatTest {
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final ZoneId UTC = ZoneId.of("UTC");

    @Test
    void bytesUseBinaryUnitsAndThreeDigits() {
        assertThat(Bytes.text(0)).isEqualTo("0 B");
        assertThat(Bytes.text(1023)).isEqualTo("1023 B");
        assertThat(Bytes.text(1024)).isEqualTo("1 KiB");
        assertThat(Bytes.text(1536)).isEqualTo("1.5 KiB");
        assertThat(Bytes.text(1024L * 1024 - 1)).isEqualTo("1 MiB");
        assertThat(Bytes.text(Long.MAX_VALUE)).isEqualTo("8 EiB");
        assertThat(Bytes.text(-1)).isEqualTo(Figure.UNKNOWN);
        assertThat(Bytes.rate(2048)).isEqualTo("2 KiB/s");
        assertThat(Bytes.rate(Double.NaN)).isEqualTo(Figure.UNKNOWN);
    }

    @Test
    void countsKeepEveryDigitOrThree() {
        assertThat(Counts.text(1_234_567)).isEqualTo("1,234,567");
        assertThat(Counts.text(-1)).isEqualTo(Figure.UNKNOWN);
        assertThat(Counts.brief(999)).isEqualTo("999");
        assertThat(Counts.brief(999.6)).isEqualTo("1k");
        assertThat(Counts.brief(45_600_000)).isEqualTo("45.6M");
        assertThat(Counts.rate(0)).isEqualTo("0/s");
        assertThat(Counts.rate(12.54)).isEqualTo("12.5/s");
        assertThat(Counts.rate(-1)).isEqualTo(Figure.UNKNOWN);
        assertThat(Counts.percent(1, 8)).isEqualTo("13%");
        assertThat(Counts.percent(1, 0)).isEqualTo(Figure.UNKNOWN);
    }

    @Test
    void durationsUseTwoUnitsAtMost() {
        assertThat(Durations.text(340)).isEqualTo("340 ms");
        assertThat(Durations.text(2_449)).isEqualTo("2.4 s");
        assertThat(Durations.text(59_999)).isEqualTo("59.9 s");
        assertThat(Durations.text(192_000)).isEqualTo("3 m 12 s");
        assertThat(Durations.text(18_120_000)).isEqualTo("5 h 2 m");
        assertThat(Durations.text(3 * 86_400_000L)).isEqualTo("3 d");
        assertThat(Durations.text(-1)).isEqualTo(Figure.UNKNOWN);
    }

    @Test
    void timesHaveOneFormWithMilliseconds() {
        assertThat(Times.full(0, UTC)).isEqualTo("1970-01-01 00:00:00.000");
        assertThat(Times.full(1_000, SEOUL)).isEqualTo("1970-01-01 09:00:01.000");
        assertThat(Times.clock(1_001, UTC)).isEqualTo("00:00:01.001");
        assertThat(Times.full(-1, UTC)).isEqualTo(Figure.UNKNOWN);
    }

    @Test
    void timesAreReadInTheGivenZoneUnlessTheyNameTheirs() {
        assertThat(Times.parse("1970-01-01 09:00", SEOUL)).hasValue(0);
        assertThat(Times.parse("1970-01-01T00:00:01.500", UTC)).hasValue(1_500);
        assertThat(Times.parse("1970-01-02", UTC)).hasValue(86_400_000);
        assertThat(Times.parse("1970-01-01T00:00:00Z", SEOUL)).hasValue(0);
        assertThat(Times.parse("1732156800000", SEOUL)).hasValue(1_732_156_800_000L);
        assertThat(Times.parse("yesterday", UTC)).isEmpty();
        assertThat(Times.zone("Nowhere/Town")).isEqualTo(UTC);
    }

    @Test
    void hexDumpsShowOffsetBytesAndAscii() {
        assertThat(HexDump.text("0123456789abcdefXY\n".getBytes(StandardCharsets.UTF_8)).lines()).containsExactly(
                "00000000   30 31 32 33 34 35 36 37  |01234567|",
                "00000008   38 39 61 62 63 64 65 66  |89abcdef|", "00000010   58 59 0a                 |XY.|");
        assertThat(HexDump.text(new byte[0])).isEmpty();
    }
}
