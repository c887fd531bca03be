package io.odradek.console.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds Grafana's dashboards and Prometheus' rules to what there is, without starting either. */
class DashboardTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Pattern METRIC = Pattern.compile("\\b(?:odradek|kafka|jvm|process)_[a-z0-9_]+");
    private static final Pattern RECORDED = Pattern.compile("- record: (\\S+)");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\S+)");

    static List<Path> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("grafana/dashboards"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelSaysWhatItShows(Path file) throws IOException {
        JsonNode board = new ObjectMapper().readTree(file.toFile());
        assertThat(file.getFileName()).hasToString(board.path("uid").asText() + ".json");
        assertThat(board.path("title").asText()).isNotBlank();
        assertThat(board.path("links")).hasSizeGreaterThanOrEqualTo(2);
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : board.path("panels")) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt())).as("the id of " + title).isTrue();
            assertThat(panel.path("description").asText().length()).as("what " + title + " means").isGreaterThan(10);
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).as("the unit of " + title).isNotBlank();
            assertThat(panel.path("targets")).as("the queries of " + title).isNotEmpty();
            assertThat(taken.add(panel.at("/gridPos/x") + "," + panel.at("/gridPos/y"))).as(title).isTrue();
        }
    }

    @Test
    void onlyMetersThatThereAreAreAskedFor() throws IOException {
        String there = Files.readString(ROOT.resolve("docs/METRICS.md"));
        Set<String> strange = new TreeSet<>();
        for (Path file : dashboards()) {
            for (JsonNode expression : new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
                strange.addAll(unknown(expression.asText(), there));
            }
        }
        for (String rules : List.of("alerts.yml", "recording.yml")) {
            for (String line : Files.readAllLines(ROOT.resolve("prometheus/rules/" + rules))) {
                if (line.strip().startsWith("expr:")) strange.addAll(unknown(line, there));
            }
        }
        assertThat(strange).isEmpty();
    }

    private static Set<String> unknown(String expression, String there) {
        Set<String> unknown = new TreeSet<>();
        Matcher names = METRIC.matcher(expression);
        while (names.find()) {
            boolean recorded = names.start() > 0 && expression.charAt(names.start() - 1) == ':';
            String name = names.group();
            String family = name.replaceAll("_(bucket|count|sum)$", "");
            boolean known = there.contains("`" + name + "`") || there.contains("`" + family + "`");
            if (!recorded && !known) unknown.add(name);
        }
        return unknown;
    }

    @Test
    void everyRuleHasItsTests() throws IOException {
        String tests = Files.readString(ROOT.resolve("prometheus/tests/alerts.yml"));
        String alerts = Files.readString(ROOT.resolve("prometheus/rules/alerts.yml"));
        ALERT.matcher(alerts).results().map(m -> m.group(1)).forEach(name -> assertThat(tests)
                .contains("- name: " + name + " fires\n").contains("- name: " + name + " does not fire\n"));
        String recorded = Files.readString(ROOT.resolve("prometheus/rules/recording.yml"));
        String values = Files.readString(ROOT.resolve("prometheus/tests/recording.yml"));
        RECORDED.matcher(recorded).results().map(m -> m.group(1)).forEach(name -> assertThat(values)
                .contains("- name: " + name + "\n"));
        assertThat(alerts.split("summary:")).hasSameSizeAs(alerts.split("- alert:"));
        assertThat(alerts.split("action:")).hasSameSizeAs(alerts.split("- alert:"));
    }

    @Test
    @Timeout(60)
    void promtoolIsContent() throws IOException, InterruptedException {
        Path promtool = Path.of("/usr/bin/promtool");
        Assumptions.assumeTrue(Files.isExecutable(promtool), "promtool is not installed");
        run(promtool, "check", "config", "prometheus.yml");
        run(promtool, "test", "rules", "tests/alerts.yml", "tests/recording.yml");
    }

    private static void run(Path tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of(tool.toString()), Stream.of(arguments)).toList();
        Process process = new ProcessBuilder(command).directory(ROOT.resolve("prometheus").toFile())
                .redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }
}
