package io.odradek.console.group;

import io.odradek.console.snapshot.Page;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The groups of one sweep, sorted once for each column asked for. Any thread. */
final class GroupTable {

    private final GroupPicture picture;
    private final Map<GroupSort, List<GroupRow>> orders = new EnumMap<>(GroupSort.class);
    private Map<String, List<TopicReader>> readers;

    GroupTable(GroupPicture picture) {
        this.picture = picture;
    }

    GroupPicture picture() {
        return picture;
    }

    Page<GroupRow> page(GroupQuery query) {
        List<GroupRow> order = order(query.sort());
        String text = query.text().toLowerCase(Locale.ROOT);
        List<GroupRow> window = new ArrayList<>();
        int matches = 0;
        for (GroupRow row : query.descending() ? order.reversed() : order) {
            if (!matches(row, text, query.topic()) || !query.visible().test(row.id())) {
                continue;
            }
            if (matches >= query.offset() && window.size() < query.limit()) {
                window.add(row);
            }
            matches++;
        }
        return new Page<>(window, matches, query.offset(), picture.takenMs());
    }

    /** The one furthest behind first; gone through all groups once a sweep. */
    List<TopicReader> readers(String topic) {
        synchronized (orders) {
            if (readers == null) {
                readers = new HashMap<>();
                picture.groups().values().forEach(this::note);
                readers.values().forEach(some -> some.sort(Comparator.comparingLong(TopicReader::lag).reversed()));
            }
            return readers.getOrDefault(topic, List.of());
        }
    }

    private void note(GroupState group) {
        Map<String, Long> lags = new HashMap<>();
        group.row().topics().forEach(topic -> lags.put(topic, 0L));
        // What is unknown of one partition is unknown of all.
        group.lags().forEach((place, lag) -> lags.merge(place.topic(), lag, (all, one) -> all < 0 || one < 0 ? -1
                : all + one));
        lags.forEach((topic, lag) -> readers.computeIfAbsent(topic, _ -> new ArrayList<>())
                .add(new TopicReader(group.row().id(), group.row().state(), lag)));
    }

    private static boolean matches(GroupRow row, String text, String topic) {
        if (!topic.isEmpty() && !row.topics().contains(topic)) {
            return false;
        }
        return text.isEmpty() || row.id().toLowerCase(Locale.ROOT).contains(text)
                || row.topics().stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(text));
    }

    private List<GroupRow> order(GroupSort sort) {
        synchronized (orders) {
            return orders.computeIfAbsent(sort, _ -> picture.groups().values().stream().map(GroupState::row)
                    .sorted(comparator(sort)).toList());
        }
    }

    private static Comparator<GroupRow> comparator(GroupSort sort) {
        Comparator<GroupRow> by = switch (sort) {
            case NAME -> Comparator.comparing(GroupRow::id);
            case STATE -> Comparator.comparing(GroupRow::state);
            case MEMBERS -> Comparator.comparingInt(GroupRow::members);
            case LAG -> Comparator.comparingLong(GroupRow::lag);
            // Unknown with something unread is older than what we have watched.
            case TIME -> Comparator.comparingLong(row -> row.lag() > 0 && row.lagMs() < 0 ? Long.MAX_VALUE
                    : row.lagMs());
        };
        return by.thenComparing(GroupRow::id);
    }
}
