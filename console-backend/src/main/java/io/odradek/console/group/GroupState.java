package io.odradek.console.group;

import io.odradek.console.kafka.Place;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A group as the last sweep saw it.
 *
 * @param lags of each partition it has committed, -1 where unknown
 */
record GroupState(GroupRow row, Map<Place, Long> committed, Map<Place, Long> lags, long describedMs) {

    static List<String> topics(Map<Place, Long> committed) {
        TreeSet<String> topics = new TreeSet<>();
        committed.keySet().forEach(place -> topics.add(place.topic()));
        return List.copyOf(topics);
    }
}
