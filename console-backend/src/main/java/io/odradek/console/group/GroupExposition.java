package io.odradek.console.group;

import io.odradek.console.gauge.Gauges;
import io.odradek.console.kafka.Place;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups under the names of kafka_exporter, and their lag in seconds, which that one does not know. What is unknown
 * has no point. Used once.
 */
final class GroupExposition {

    /** Two lines of 120 bytes each: 5 MB. Groups beyond are shown by topic alone; those farthest behind come first. */
    private static final int MOST_PARTITIONS = 20_000;

    private final Gauges gauges = new Gauges();

    GroupExposition() {
        gauges.family("kafka_consumergroup_members", "Members of the group");
        gauges.family("kafka_consumergroup_current_offset", "Committed offset of the group in the partition");
        gauges.family("kafka_consumergroup_current_offset_sum", "The same, summed over the topic");
        gauges.family("kafka_consumergroup_lag", "Records that the group has not read in the partition");
        gauges.family("kafka_consumergroup_lag_sum", "The same, summed over the topic");
        gauges.family("kafka_consumergroup_lag_seconds", "How long the group's oldest unread record has been there");
    }

    void add(String cluster, GroupPicture picture) {
        List<GroupState> farthestFirst = picture.groups().values().stream()
                .sorted(Comparator.comparingLong((GroupState group) -> group.row().lag()).reversed()).toList();
        int room = MOST_PARTITIONS;
        for (GroupState group : farthestFirst) {
            boolean each = group.committed().size() <= room;
            room -= each ? group.committed().size() : 0;
            add(cluster, group, each);
        }
    }

    private void add(String cluster, GroupState group, boolean each) {
        GroupRow row = group.row();
        Labels labels = Labels.of("cluster", cluster, "consumergroup", row.id());
        if (row.members() >= 0) {
            gauges.add("kafka_consumergroup_members", labels, row.members());
        }
        if (row.lagMs() >= 0) {
            gauges.add("kafka_consumergroup_lag_seconds", labels, row.lagMs() / 1_000.0);
        }
        // In the order in which they are shown, for both families.
        Map<Labels, Place> shown = new TreeMap<>();
        if (each) {
            group.committed().keySet().forEach(place -> shown.put(Labels.of("cluster", cluster, "consumergroup",
                    row.id(), "partition", String.valueOf(place.partition()), "topic", place.topic()), place));
        }
        offsets("kafka_consumergroup_current_offset", labels, group.committed(), shown);
        offsets("kafka_consumergroup_lag", labels, group.lags(), shown);
    }

    private void offsets(String family, Labels group, Map<Place, Long> offsets, Map<Labels, Place> shown) {
        Map<String, Long> sums = new TreeMap<>();
        offsets.forEach((place, offset) -> {
            if (offset >= 0) {
                sums.merge(place.topic(), offset, Long::sum);
            }
        });
        sums.forEach((topic, sum) -> gauges.add(family + "_sum", group.add("topic", topic), sum));
        shown.forEach((labels, place) -> {
            long offset = offsets.getOrDefault(place, -1L);
            if (offset >= 0) {
                gauges.add(family, labels, offset);
            }
        });
    }

    MetricSnapshots done() {
        return gauges.done();
    }
}
