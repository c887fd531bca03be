package io.odradek.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apache Kafka 3.9.1 itself says which keys of the log may change while a broker runs. */
class DynamicKeysTest {
    /** Means nothing here and may not change there. */
    private static final Set<String> WITHOUT_MEANING = Set.of("log.message.timestamp.difference.max.ms");

    @ParameterizedTest
    @CsvSource({"log.cleaner.threads, Log cleaner threads",
        "num.replica.fetchers, Dynamic thread count update validation failed for num.replica.fetchers=",
        "num.io.threads, Dynamic thread count update validation failed for num.io.threads="})
    void threadsMayBeDoubledOrHalvedAtOnceAndNoMore(String key, String refusal) {
        BrokerConfig now = BrokerConfig.of(Map.of(key, "4"));
        for (String fine : List.of("2", "4", "8")) now.with(Map.of(key, fine), Map.of()).checkRelations(now);
        for (String wrong : List.of("1", "9")) {
            assertThatThrownBy(() -> now.with(Map.of(key, wrong), Map.of()).checkRelations(now))
                    .isInstanceOf(ConfigError.class).hasMessageStartingWith(refusal);
        }
    }

    @Test
    void noCleanerAtAllIsRefusedWhileTheBrokerRuns() {
        BrokerConfig now = BrokerConfig.of(Map.of("log.cleaner.threads", "4"));
        assertThatThrownBy(() -> now.with(Map.of("log.cleaner.threads", "0"), Map.of()).checkRelations(now))
                .isInstanceOf(ConfigError.class).hasMessageStartingWith("Log cleaner threads");
    }

    @Test
    void theLogsKeysAreDynamicWhereKafkasAre() throws Exception {
        Path libs = Path.of(System.getProperty("kafka.peers", "none"), System.getProperty("kafka.zk.version", "none"),
                "libs");
        assumeTrue(Files.isDirectory(libs), "Apache Kafka's jars are missing: " + libs);
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> all = Files.list(libs)) {
            for (Path each : all.toList()) jars.add(each.toUri().toURL());
        }
        try (URLClassLoader kafka = new URLClassLoader(jars.toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader())) {
            Class<?> config = kafka.loadClass("kafka.server.DynamicBrokerConfig$");
            Object names = config.getMethod("AllDynamicConfigs").invoke(config.getField("MODULE$").get(null));
            String text = (String) names.getClass().getMethod("mkString", String.class).invoke(names, " ");
            Set<String> theirs = new TreeSet<>(Set.of(text.split(" ")));
            theirs.retainAll(LogKeys.ALL.stream().map(Key::name).toList());
            Set<String> ours = LogKeys.ALL.stream().filter(k -> k.scope() != Key.Scope.READ_ONLY).map(Key::name)
                    .filter(n -> !WITHOUT_MEANING.contains(n)).collect(Collectors.toCollection(TreeSet::new));
            theirs.removeAll(WITHOUT_MEANING);
            assertThat(ours).isEqualTo(theirs);
        }
    }
}
