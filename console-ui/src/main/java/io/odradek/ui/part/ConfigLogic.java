package io.odradek.ui.part;

import io.odradek.console.kafka.ConfigRow;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.text.Phrase;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a configuration says. */
final class ConfigLogic {
    private ConfigLogic() {
    }

    static List<ConfigRow> matching(List<ConfigRow> rows, String text, boolean overriddenOnly) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return rows.stream().filter(row -> !overriddenOnly || row.overridden())
                .filter(row -> row.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || row.value() != null && row.value().toLowerCase(Locale.ROOT).contains(wanted)).toList();
    }

    static String value(ConfigRow row) {
        if (row.sensitive()) {
            return "••••••";
        }
        return row.value() == null ? Figure.UNKNOWN : row.value().isEmpty() ? "\"\"" : row.value();
    }

    /** What a number of milliseconds or bytes means, by the key's last word; empty for any other. */
    static String meaning(ConfigRow row) {
        if (row.value() == null || !row.value().matches("\\d{4,18}")) {
            return "";
        }
        long value = Long.parseLong(row.value());
        // Kafka's "never" and "any size" are the greatest number of their type, and mean nothing as a duration.
        if (value == Integer.MAX_VALUE || value == Long.MAX_VALUE) {
            return "";
        }
        if (row.name().endsWith(".ms")) {
            return Durations.text(value);
        }
        return row.name().endsWith(".bytes") || row.name().endsWith(".size") ? Bytes.text(value) : "";
    }

    static Phrase source(ConfigRow row) {
        return switch (row.source()) {
            case "DYNAMIC_TOPIC_CONFIG" -> Phrase.of("config.source.topic");
            case "DYNAMIC_BROKER_CONFIG" -> Phrase.of("config.source.broker");
            case "DYNAMIC_DEFAULT_BROKER_CONFIG" -> Phrase.of("config.source.brokers");
            case "STATIC_BROKER_CONFIG" -> Phrase.of("config.source.file");
            case "DEFAULT_CONFIG" -> Phrase.of("config.source.default");
            default -> Phrase.of("config.source.other", row.source());
        };
    }

    static Tone tone(ConfigRow row) {
        return row.overridden() ? Tone.ACCENT : Tone.PLAIN;
    }

    /** The first sentence of the broker's documentation, without its markup. */
    static String sentence(String documentation) {
        String plain = documentation.replaceAll("<[^>]*>", "").replaceAll("\\s+", " ").strip();
        int end = plain.indexOf(". ");
        return end < 0 ? plain : plain.substring(0, end + 1);
    }

    static String synonyms(ConfigRow row) {
        return row.synonyms().stream().map(s -> s.name() + " = " + s.value() + " (" + s.source() + ")")
                .collect(Collectors.joining("\n"));
    }
}
