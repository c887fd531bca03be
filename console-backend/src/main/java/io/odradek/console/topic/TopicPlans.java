package io.odradek.console.topic;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words and commands of the changes to topics. Pure. */
final class TopicPlans {

    private final ClusterSpec cluster;

    TopicPlans(ClusterSpec cluster) {
        this.cluster = cluster;
    }

    Plan create(NewTopic topic, List<String> refusals) {
        List<String> steps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        steps.add("Create topic " + topic.name());
        steps.add("Partitions: " + (topic.partitions() < 0 ? "the broker's default" : topic.partitions()));
        steps.add("Replication factor: " + (topic.replicationFactor() < 0 ? "the broker's default" : topic
                .replicationFactor()));
        new TreeMap<>(topic.configs()).forEach((key, value) -> steps.add(key + " = " + value));
        if (topic.replicationFactor() == 1) {
            warnings.add("One replica: no use while its broker is down, and lost with its disk");
        }
        if (topic.name().indexOf('.') >= 0 || topic.name().indexOf('_') >= 0) {
            warnings.add("'.' and '_' look alike in metric names: a topic that differs only there is refused");
        }
        CommandLine line = tool("kafka-topics.sh").with("--create", "--topic", topic.name());
        if (topic.partitions() >= 0) {
            line.with("--partitions", Integer.toString(topic.partitions()));
        }
        if (topic.replicationFactor() >= 0) {
            line.with("--replication-factor", Integer.toString(topic.replicationFactor()));
        }
        new TreeMap<>(topic.configs()).forEach((key, value) -> line.with("--config", key + "=" + value));
        return new Plan("Create topic " + topic.name(), steps, warnings, refusals, line.toString(), "");
    }

    Plan delete(Collection<TopicState> topics, List<String> refusals) {
        List<String> steps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (TopicState topic : topics) {
            steps.add("Delete " + topic.name() + ": " + topic.partitions().size() + " partitions"
                    + (topic.messages() < 0 ? "" : ", about " + topic.messages() + " records")
                    + (topic.sizeBytes() < 0 ? "" : ", " + topic.sizeBytes() + " bytes"));
            if (topic.internal()) {
                warnings.add(topic.name() + " is internal: groups or transactions lose what they know");
            }
            command.append(command.isEmpty() ? "" : "\n")
                    .append(tool("kafka-topics.sh").with("--delete", "--topic", topic.name()));
        }
        warnings.add("Records that are deleted cannot be brought back");
        String first = topics.isEmpty() ? "" : topics.iterator().next().name();
        boolean one = topics.size() == 1;
        return new Plan(one ? "Delete topic " + first : "Delete " + topics.size() + " topics", steps, warnings,
                refusals,
                command.toString(), one ? first : "delete " + topics.size() + " topics");
    }

    Plan alter(String topic, Map<String, ConfigRow> rows, Map<String, String> changes, List<String> refusals) {
        List<String> steps = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        CommandLine line = tool("kafka-configs.sh").with("--alter", "--entity-type", "topics", "--entity-name", topic);
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        new TreeMap<>(changes).forEach((key, value) -> {
            ConfigRow row = rows.get(key);
            String before = row == null || row.value() == null ? "not set" : row.value();
            steps.add(key + ": " + before + " → " + (value == null ? "the default" : value));
            if (value == null) {
                removed.add(key);
            } else {
                added.add(key + "=" + (value.indexOf(',') >= 0 ? "[" + value + "]" : value));
            }
        });
        if (changes.containsKey("retention.ms") || changes.containsKey("retention.bytes")) {
            warnings.add("A shorter retention deletes records within minutes");
        }
        if (!added.isEmpty()) {
            line.with("--add-config", String.join(",", added));
        }
        if (!removed.isEmpty()) {
            line.with("--delete-config", String.join(",", removed));
        }
        return new Plan("Configure topic " + topic, steps, warnings, refusals, line.toString(), "");
    }

    Plan partitions(TopicState topic, int count, List<String> refusals) {
        List<String> steps = List.of("Grow " + topic.name() + " from " + topic.partitions().size() + " to " + count
                + " partitions");
        List<String> warnings = List
                .of("Records with a key may go to another partition than before: their order across the change is lost",
                "Partitions cannot be taken away again");
        String command = tool("kafka-topics.sh").with("--alter", "--topic", topic.name(), "--partitions", Integer
                .toString(count)).toString();
        return new Plan("Add partitions to " + topic.name(), steps, warnings, refusals, command, "");
    }

    /** @param now null when the last sweep did not see it */
    Plan recreate(NewTopic topic, TopicState now) {
        List<String> steps = List.of("Delete " + topic.name() + (now == null || now.messages() < 0 ? ""
                : " with about " + now.messages() + " records"),
                "Create it again, empty: " + topic.partitions() + " partitions, replication factor "
                + topic.replicationFactor() + (topic.configs().isEmpty() ? "" : ", " + new TreeMap<>(topic.configs())));
        CommandLine line = tool("kafka-topics.sh").with("--create", "--topic", topic.name(), "--partitions",
                Integer.toString(topic.partitions()), "--replication-factor",
                Integer.toString(topic.replicationFactor()));
        new TreeMap<>(topic.configs()).forEach((key, value) -> line.with("--config", key + "=" + value));
        return new Plan("Recreate topic " + topic.name(), steps,
                List.of("Records that are deleted cannot be brought back",
                        "Groups keep the offsets they have committed, which are beyond the new end",
                        "Producers and consumers see errors until it is there again"), List.of(),
                tool("kafka-topics.sh").with("--delete", "--topic", topic.name()) + "\n" + line, topic.name());
    }

    /** Plans of one change each, as one. */
    static Plan together(List<Plan> plans) {
        List<String> steps = new ArrayList<>();
        TreeSet<String> warnings = new TreeSet<>();
        List<String> refusals = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (Plan plan : plans) {
            plan.steps().forEach(step -> steps.add(plan.title() + ": " + step));
            plan.refusals().forEach(refusal -> refusals.add(plan.title() + ": " + refusal));
            warnings.addAll(plan.warnings());
            commands.add(plan.command());
        }
        return new Plan(plans.size() + " topics", steps, List.copyOf(warnings), refusals,
                String.join("\n", commands), "");
    }

    static String list(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    private CommandLine tool(String tool) {
        return CommandLine.of(tool, cluster.bootstrapServers());
    }
}
