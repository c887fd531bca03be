package io.odradek.engine.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The style of every module's sources. What breaks it today stands in docs/style-exceptions.txt, which may only
 * shrink.
 */
class TidyTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();
    private static List<Source> sources;
    private static Set<String> found;

    @BeforeAll
    static void read() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String module : List.of("wire-generator", "cluster-engine", "console-backend", "console-ui", "bench",
                "conformance", "kafka-peers/suite")) {
            Path src = ROOT.resolve(module).resolve("src");
            if (!Files.isDirectory(src)) continue;
            try (Stream<Path> files = Files.walk(src)) {
                files.filter(f -> f.toString().endsWith(".java")).sorted().forEach(all::add);
            }
        }
        assertThat(all).isNotEmpty();
        sources = all.parallelStream().map(f -> Source.of(ROOT, f)).toList();
        found = new TreeSet<>(Rules.packagesWithoutInfo(sources));
        found.addAll(sources.parallelStream().flatMap(s -> Rules.findings(s).stream()).toList());
    }

    @Test
    void onlyListedExceptionsBreakTheRules() {
        Set<String> more = new TreeSet<>(found);
        more.removeAll(exceptions());
        assertThat(more).as("style findings that are not listed").isEmpty();
    }

    @Test
    void theListOfExceptionsHoldsNothingThatIsMended() {
        Set<String> listed = exceptions();
        listed.removeAll(found);
        assertThat(listed).as("exceptions to strike from docs/style-exceptions.txt").isEmpty();
    }

    @Test
    void mostFilesAndMethodsAreShort() {
        int[] files = sources.stream().filter(s -> !s.test() && !s.name().endsWith("package-info.java"))
                .mapToInt(s -> s.lines().size()).toArray();
        int[] methods = sources.stream().filter(s -> !s.test()).flatMap(s -> s.methods().stream())
                .mapToInt(Source.Method::length).toArray();
        assertThat(Rules.percentile(files, 0.5)).as("median of file lengths").isLessThanOrEqualTo(100);
        assertThat(Rules.percentile(files, 0.9)).as("p90 of file lengths").isLessThanOrEqualTo(250);
        assertThat(Rules.percentile(methods, 0.9)).as("p90 of method lengths").isLessThanOrEqualTo(25);
    }

    private static Set<String> exceptions() {
        Path file = ROOT.resolve("docs/style-exceptions.txt");
        try {
            Set<String> listed = new TreeSet<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank() && !line.startsWith("#")) listed.add(line.strip());
            }
            return listed;
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }
}
