package io.odradek.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @Test
    void aRatioIsTakenWithinOneAlternation(@TempDir Path directory) throws IOException {
        Report report = new Report("kafka-9");
        report.add("w", Map.of("MB/s", 10.0), Map.of("MB/s", 5.0));
        report.add("w", Map.of("MB/s", 30.0), Map.of("MB/s", 10.0));
        report.add("w", Map.of("MB/s", 20.0), Map.of("MB/s", 20.0));
        assertThat(report.table()).contains("20.0 [10.0 .. 30.0]").contains("2.00 [1.00 .. 3.00]").contains("kafka-9");
        Path file = directory.resolve("bench.json");
        report.write(file, Map.of("cores", 2));
        JsonNode figure = new ObjectMapper().readTree(file.toFile()).at("/figures/0");
        assertThat(figure.at("/medianRatio").asDouble()).isEqualTo(2.0);
        assertThat(figure.at("/odradek").size()).isEqualTo(3);
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        Report report = new Report("kafka-9");
        report.failed("w", "no coordinator");
        assertThat(report.anyFailed()).isTrue();
        assertThat(report.table()).contains("not measured: w: no coordinator");
    }

    @Test
    void theMedianOfAnEvenCountLiesBetween() {
        assertThat(Report.median(new double[] {4, 1, 3, 2})).isEqualTo(2.5);
        assertThat(Report.spread(List.of(1.0, 2.0, 300.0))).isEqualTo("2.00 [1.00 .. 300]");
    }

    @Test
    void theSummaryOfProducerPerformanceIsTheLastLineWithPercentiles() throws IOException {
        String output = "100 records sent, 20.0 records/sec (0.02 MB/sec), 1.0 ms avg latency, 9.0 ms max latency.\n"
                + "200 records sent, 40.5 records/sec (0.04 MB/sec), 1.5 ms avg latency, 12.00 ms max latency, "
                + "1 ms 50th, 2 ms 95th, 3 ms 99th, 4 ms 99.9th.\n";
        assertThat(Produce.last(output).group(3)).isEqualTo("0.04");
        assertThat(Produce.last(output).group(8)).isEqualTo("3");
        assertThatThrownBy(() -> Produce.last("nothing")).hasMessageContaining("no summary");
    }

    @Test
    void optionsAreCheckedAndNamed() {
        assertThat(Options.parse(new String[] {"--quick", "--alternations", "3"}).alternations()).isEqualTo(3);
        assertThat(Options.parse(new String[] {"--help"})).isNull();
        assertThatThrownBy(() -> Options.parse(new String[] {"--fast"})).hasMessageContaining("does not know --fast");
        assertThatThrownBy(() -> Options.parse(new String[] {"--alternations"})).hasMessageContaining("needs a value");
    }

    @Test
    void theFullPlanTakesEveryCombination() {
        assertThat(Plan.full().stream().map(Workload::name)).doesNotHaveDuplicates().hasSizeGreaterThan(54);
        assertThat(Plan.usual().stream().map(Workload::name)).doesNotHaveDuplicates();
    }
}
