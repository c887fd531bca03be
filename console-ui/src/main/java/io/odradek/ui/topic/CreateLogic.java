package io.odradek.ui.topic;

import io.odradek.console.topic.NewTopic;
import io.odradek.ui.text.Phrase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was typed to create a topic. Only what has no meaning is refused here; everything else is the broker's to
 * judge.
 */
record CreateLogic(String name, String partitions, String replication, String cleanup, String configs) {
    private static final int BROKER_DECIDES = -1;

    /** What keeps this from being asked of the broker at all. */
    Optional<Phrase> mistake() {
        if (name.isBlank()) {
            return Optional.of(Phrase.of("create.name.missing"));
        }
        if (!partitions.isBlank() && !partitions.strip().matches("[1-9]\\d{0,5}")) {
            return Optional.of(Phrase.of("create.partitions.wrong"));
        }
        if (!replication.isBlank() && !replication.strip().matches("[1-9]\\d{0,3}")) {
            return Optional.of(Phrase.of("create.replication.wrong"));
        }
        return configs.lines().filter(line -> !line.isBlank() && !line.contains("=")).findFirst()
                .map(line -> Phrase.of("create.configs.wrong", line.strip()));
    }

    /** Only without a mistake. */
    NewTopic topic() {
        Map<String, String> overrides = new LinkedHashMap<>();
        if (!cleanup.isEmpty()) {
            overrides.put("cleanup.policy", cleanup);
        }
        configs.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int equals = line.indexOf('=');
            overrides.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        });
        return new NewTopic(name.strip(), number(partitions), number(replication), overrides);
    }

    private static int number(String text) {
        return text.isBlank() ? BROKER_DECIDES : Integer.parseInt(text.strip());
    }
}
