package io.odradek.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds docs/CONFIG.md to the declared keys; where it differs the test fails, having written the page anew. */
class ConfigPageTest {
    private static final Path PAGE = Path.of(System.getProperty("project.root")).resolve("docs/CONFIG.md");

    @Test
    void thePageIsWhatIsDeclared() throws IOException {
        String right = page();
        String there = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!there.equals(right)) Files.writeString(PAGE, right);
        assertThat(there).as("docs/CONFIG.md was stale and has been written anew: commit it").isEqualTo(right);
    }

    private static String page() {
        StringBuilder out = new StringBuilder("""
                # Configuration

                Generated from the declared keys (`io.odradek.engine.config`); `ConfigPageTest` holds it. Names,
                defaults and meanings are Kafka's. When a broker starts it reports keys that it does not know, and
                known keys that it does not act upon yet.

                """);
        section(out, "Broker", BrokerConfig.keys());
        section(out, "Topic", TopicKeys.all());
        return out.toString();
    }

    private static void section(StringBuilder out, String title, List<Key<?>> keys) {
        out.append("## ").append(title).append("\n\n| key | type | default | range | changes | meaning |\n")
                .append("|---|---|---|---|---|---|\n");
        keys.stream().sorted(Comparator.comparing(Key::name)).forEach(k -> out.append("| ").append(String.join(" | ",
                "`" + k.name() + "`", k.type().toString().toLowerCase(Locale.ROOT), value(k), cell(k.range()),
                title.equals("Topic") ? "topic" : changes(k), cell(k.doc()))).append(" |\n"));
        out.append('\n');
    }

    private static String changes(Key<?> key) {
        return switch (key.scope()) {
            case READ_ONLY -> "at start";
            case PER_BROKER -> "while running, per broker";
            case CLUSTER_WIDE -> "while running, cluster-wide or per broker";
        };
    }

    private static String value(Key<?> key) {
        if (key.defaultValue() == null) return "null";
        String text = key.print(key.defaultValue());
        return text.isEmpty() ? "(empty)" : cell(text);
    }

    private static String cell(String text) {
        return text == null ? "" : text.replace("|", "\\|").replace('\n', ' ');
    }
}
