package io.odradek.console.group;

import io.odradek.console.kafka.Place;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups in Prometheus' text format under the names of kafka_exporter, and their lag in seconds, which that one does
 * not know. What is unknown has no line. Used once.
 */
final class GroupExposition {

    /** Two lines of 120 bytes each: 5 MB. Beyond, groups are shown by topic alone. */
    private static final int MOST_PARTITIONS = 20_000;

    private final Map<String, StringBuilder> families = new LinkedHashMap<>();

    GroupExposition() {
        family("kafka_consumergroup_members", "Members of the group");
        family("kafka_consumergroup_current_offset", "Committed offset of the group in the partition");
        family("kafka_consumergroup_current_offset_sum", "The same, summed over the topic");
        family("kafka_consumergroup_lag", "Records that the group has not read in the partition");
        family("kafka_consumergroup_lag_sum", "The same, summed over the topic");
        family("kafka_consumergroup_lag_seconds", "How long the group's oldest unread record has been there");
    }

    private void family(String name, String help) {
        families.put(name, new StringBuilder("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ")
                .append(name).append(" gauge\n"));
    }

    void add(String cluster, GroupPicture picture) {
        int partitions = picture.groups().values().stream().mapToInt(group -> group.committed().size()).sum();
        picture.groups().values().forEach(group -> add(cluster, group, partitions <= MOST_PARTITIONS));
    }

    private void add(String cluster, GroupState group, boolean each) {
        GroupRow row = group.row();
        String labels = "cluster=\"" + cluster + "\",consumergroup=\"" + escaped(row.id()) + "\"";
        if (row.members() >= 0) {
            line("kafka_consumergroup_members", labels, row.members());
        }
        if (row.lagMs() >= 0) {
            line("kafka_consumergroup_lag_seconds", labels, row.lagMs() / 1_000.0);
        }
        offsets("kafka_consumergroup_current_offset", labels, group.committed(), each);
        offsets("kafka_consumergroup_lag", labels, group.lags(), each);
    }

    private void offsets(String family, String labels, Map<Place, Long> offsets, boolean each) {
        Map<String, Long> sums = new TreeMap<>();
        offsets.forEach((place, offset) -> {
            if (offset >= 0) {
                sums.merge(place.topic(), offset, Long::sum);
                if (each) {
                    line(family, labels + ",topic=\"" + place.topic() + "\",partition=\"" + place.partition() + "\"",
                            offset);
                }
            }
        });
        sums.forEach((topic, sum) -> line(family + "_sum", labels + ",topic=\"" + topic + "\"", sum));
    }

    private void line(String family, String labels, double value) {
        StringBuilder text = families.get(family).append(family).append('{').append(labels).append("} ");
        if (value == Math.rint(value)) {
            text.append((long) value).append('\n');
        } else {
            text.append(value).append('\n');
        }
    }

    /** A group may have any name. */
    private static String escaped(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    @Override
    public String toString() {
        return String.join("", families.values());
    }
}
