package io.odradek.console.topic;

import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The topics of one snapshot in every order asked for so far: sorted once per snapshot and column, so that a page costs
 * its own rows (and, with
 * a text, one pass over the names). Any thread.
 */
final class TopicTable {

    private final Snapshot snapshot;
    private final Map<TopicSort, TopicState[]> orders = new EnumMap<>(TopicSort.class);

    TopicTable(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    /** A window of topics, and how many match. */
    record Window(List<TopicState> topics, int total) {
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Window window(TopicQuery query) {
        TopicState[] order = order(query.sort());
        String text = query.text().toLowerCase(Locale.ROOT);
        List<TopicState> window = new ArrayList<>(Math.min(query.limit(), order.length));
        int matches = 0;
        for (int i = 0; i < order.length; i++) {
            TopicState topic = order[query.descending() ? order.length - 1 - i : i];
            if (topic.internal() && !query.internal() || !text.isEmpty() && !contains(topic.name(), text)
                    || !query.visible().test(topic.name())) {
                continue;
            }
            if (matches >= query.offset() && window.size() < query.limit()) {
                window.add(topic);
            }
            matches++;
        }
        return new Window(window, matches);
    }

    /** Kafka's names are ASCII, so that lower case letter by letter is right. */
    private static boolean contains(String name, String lower) {
        for (int from = 0; from <= name.length() - lower.length(); from++) {
            if (name.regionMatches(true, from, lower, 0, lower.length())) {
                return true;
            }
        }
        return false;
    }

    private TopicState[] order(TopicSort sort) {
        synchronized (orders) {
            return orders.computeIfAbsent(sort, _ -> {
                TopicState[] order = snapshot.topics().values().toArray(new TopicState[0]);
                if (sort != TopicSort.NAME) {
                    Arrays.sort(order, comparator(sort));
                }
                return order;
            });
        }
    }

    private static Comparator<TopicState> comparator(TopicSort sort) {
        Comparator<TopicState> by = switch (sort) {
            case NAME -> Comparator.comparing(TopicState::name);
            case PARTITIONS -> Comparator.comparingInt(topic -> topic.partitions().size());
            case REPLICATION -> Comparator.comparingInt(TopicState::replicationFactor);
            case MESSAGES -> Comparator.comparingLong(TopicState::messages);
            case SIZE -> Comparator.comparingLong(TopicState::sizeBytes);
            case RATE -> Comparator.comparingDouble(TopicState::recordsPerSecond);
            case UNDER_REPLICATED -> Comparator.comparingInt(TopicState::underReplicated);
        };
        return by.thenComparing(TopicState::name);
    }
}
