package io.odradek.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Apache Kafka's client integration tests against our brokers: those of {@code every-run.txt}. */
class ConformanceIT {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static final Path LIST = ROOT.resolve("conformance/every-run.txt");
    private static final int LEAST = 69;
    private static final int LAST_LINES = 40;

    @TempDir
    Path directory;

    private static List<String> listed() throws IOException {
        return Files.readAllLines(LIST).stream().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#")).toList();
    }

    /** The suite has the class path that Kafka's own jars want, the brokers have ours: three kinds of processes. */
    private ProcessBuilder suite(Path report, List<String> tests) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path peers = ROOT.resolve("kafka-peers/suite/target");
        String classPath = peers.resolve("classes") + File.pathSeparator + Files.readString(peers.resolve("classpath"));
        List<String> command = new ArrayList<>(List.of(java, "-Xmx768m", "-XX:+EnableDynamicAgentLoading",
                "-Dsuite.launcher=" + ROOT.resolve("conformance/launch-odradek"), "-cp", classPath,
                "io.odradek.suite.Suite", report.toString()));
        command.addAll(tests);
        ProcessBuilder suite = new ProcessBuilder(command).redirectErrorStream(true);
        suite.environment().put("JAVA_HOME", System.getProperty("java.home"));
        suite.environment().put("ODRADEK_CLASSPATH",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        return suite;
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void whatKafkasClientsExpectOfABrokerIsDone() throws Exception {
        List<String> tests = listed();
        List<String> runs = run(tests);
        assertThat(runs).as(this::end).allMatch(line -> line.startsWith("PASS"));
        assertThat(runs).as("the list of tests only grows").hasSizeGreaterThanOrEqualTo(LEAST);
        for (String test : tests) {
            assertThat(runs).as("runs of " + test).anyMatch(line -> name(line).startsWith(test));
        }
    }

    private static String name(String line) {
        return line.split("\t")[2];
    }

    /** The lines of its report. */
    private List<String> run(List<String> tests) throws IOException, InterruptedException {
        Path report = directory.resolve("report.tsv");
        Process suite = suite(report, tests).redirectOutput(directory.resolve("log").toFile()).start();
        try {
            suite.waitFor();
        } finally {
            suite.destroy();
        }
        assertThat(report).as(this::end).exists();
        return Files.readAllLines(report);
    }

    private String end() {
        try {
            List<String> all = Files.readAllLines(directory.resolve("log"));
            return String.join("\n", all.subList(Math.max(0, all.size() - LAST_LINES), all.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
