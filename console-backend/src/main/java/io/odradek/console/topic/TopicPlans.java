package io.odradek.console.topic;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Words and commands of the changes to topics. Pure. */
final class TopicPlans {

    private final ClusterSpec cluster;

    TopicPlans(ClusterSpec cluster) {
        this.cluster = cluster;
    }

    Plan create(NewTopic topic, List<Sentence> refusals) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> warnings = new ArrayList<>();
        steps.add(Sentence.of("Create topic {0}", topic.name()));
        steps.add(Sentence.of("Partitions: {0}", count(topic.partitions())));
        steps.add(Sentence.of("Replication factor: {0}", count(topic.replicationFactor())));
        new TreeMap<>(topic.configs()).forEach((key, value) -> steps.add(Sentence.of("{0} = {1}", key, value)));
        if (topic.replicationFactor() == 1) {
            warnings.add(Sentence.of("One replica: no use while its broker is down, and lost with its disk"));
        }
        if (topic.name().indexOf('.') >= 0 || topic.name().indexOf('_') >= 0) {
            warnings.add(Sentence.of(
                    "'.' and '_' look alike in metric names: a topic that differs only there is refused"));
        }
        CommandLine line = tool("kafka-topics.sh").with("--create", "--topic", topic.name());
        if (topic.partitions() >= 0) {
            line.with("--partitions", Integer.toString(topic.partitions()));
        }
        if (topic.replicationFactor() >= 0) {
            line.with("--replication-factor", Integer.toString(topic.replicationFactor()));
        }
        new TreeMap<>(topic.configs()).forEach((key, value) -> line.with("--config", key + "=" + value));
        return new Plan(Sentence.of("Create topic {0}", topic.name()), steps, warnings, refusals, line.toString(), "");
    }

    Plan delete(Collection<TopicState> topics, List<Sentence> refusals) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> warnings = new ArrayList<>();
        StringBuilder command = new StringBuilder();
        for (TopicState topic : topics) {
            List<Sentence> lost = new ArrayList<>(List.of(Sentence.of("{0} partitions", topic.partitions().size())));
            if (topic.messages() >= 0) {
                lost.add(Sentence.of("about {0} records", topic.messages()));
            }
            if (topic.sizeBytes() >= 0) {
                lost.add(Sentence.of("{0} bytes", topic.sizeBytes()));
            }
            steps.add(Sentence.of("Delete {0}", topic.name()).with(Sentence.joined(", ", lost)));
            if (topic.internal()) {
                warnings.add(Sentence.of("{0} is internal: groups or transactions lose what they know", topic.name()));
            }
            command.append(command.isEmpty() ? "" : "\n")
                    .append(tool("kafka-topics.sh").with("--delete", "--topic", topic.name()));
        }
        warnings.add(Sentence.of("Records that are deleted cannot be brought back"));
        String first = topics.isEmpty() ? "" : topics.iterator().next().name();
        boolean one = topics.size() == 1;
        return new Plan(one ? Sentence.of("Delete topic {0}", first) : Sentence.of("Delete {0} topics", topics.size()),
                steps, warnings, refusals, command.toString(), one ? first : "delete " + topics.size() + " topics");
    }

    Plan alter(String topic, Map<String, ConfigRow> rows, Map<String, String> changes, List<Sentence> refusals) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> warnings = new ArrayList<>();
        CommandLine line = tool("kafka-configs.sh").with("--alter", "--entity-type", "topics", "--entity-name", topic);
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        new TreeMap<>(changes).forEach((key, value) -> {
            ConfigRow row = rows.get(key);
            steps.add(Plan.setting(key, row == null ? null : row.value(), value));
            if (value == null) {
                removed.add(key);
            } else {
                added.add(key + "=" + (value.indexOf(',') >= 0 ? "[" + value + "]" : value));
            }
        });
        if (changes.containsKey("retention.ms") || changes.containsKey("retention.bytes")) {
            warnings.add(Sentence.of("A shorter retention deletes records within minutes"));
        }
        if (!added.isEmpty()) {
            line.with("--add-config", String.join(",", added));
        }
        if (!removed.isEmpty()) {
            line.with("--delete-config", String.join(",", removed));
        }
        return new Plan(Sentence.of("Configure topic {0}", topic), steps, warnings, refusals, line.toString(), "");
    }

    Plan partitions(TopicState topic, int count, List<Sentence> refusals) {
        List<Sentence> steps = List.of(Sentence.of("Grow {0} from {1} to {2} partitions", topic.name(),
                topic.partitions().size(), count));
        List<Sentence> warnings = List.of(Sentence.of("Records with a key may go to another partition than before: "
                + "their order across the change is lost"), Sentence.of("Partitions cannot be taken away again"));
        String command = tool("kafka-topics.sh").with("--alter", "--topic", topic.name(), "--partitions", Integer
                .toString(count)).toString();
        return new Plan(Sentence.of("Add partitions to {0}", topic.name()), steps, warnings, refusals, command, "");
    }

    /** @param now null when the last sweep did not see it */
    Plan recreate(NewTopic topic, TopicState now) {
        List<Sentence> steps = new ArrayList<>(List.of(now == null || now.messages() < 0
                ? Sentence.of("Delete {0}", topic.name())
                : Sentence.of("Delete {0} with about {1} records", topic.name(), now.messages()),
                Sentence.of("Create it again, empty: {0} partitions, replication factor {1}", topic.partitions(),
                        topic.replicationFactor())));
        if (!topic.configs().isEmpty()) {
            steps.add(Sentence.of("Configure it as it is now: {0}", new TreeMap<>(topic.configs())));
        }
        CommandLine line = tool("kafka-topics.sh").with("--create", "--topic", topic.name(), "--partitions",
                Integer.toString(topic.partitions()), "--replication-factor",
                Integer.toString(topic.replicationFactor()));
        new TreeMap<>(topic.configs()).forEach((key, value) -> line.with("--config", key + "=" + value));
        return new Plan(Sentence.of("Recreate topic {0}", topic.name()), steps,
                List.of(Sentence.of("Records that are deleted cannot be brought back"),
                        Sentence.of("Groups keep the offsets they have committed, which are beyond the new end"),
                        Sentence.of("Producers and consumers see errors until it is there again")), List.of(),
                tool("kafka-topics.sh").with("--delete", "--topic", topic.name()) + "\n" + line, topic.name());
    }

    /** Plans of one change each, as one. */
    static Plan together(List<Plan> plans) {
        List<Sentence> steps = new ArrayList<>();
        Set<Sentence> warnings = new LinkedHashSet<>();
        List<Sentence> refusals = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        for (Plan plan : plans) {
            plan.steps().forEach(step -> steps.add(plan.title().with(step)));
            plan.refusals().forEach(refusal -> refusals.add(plan.title().with(refusal)));
            warnings.addAll(plan.warnings());
            commands.add(plan.command());
        }
        return new Plan(Sentence.of("{0} topics", plans.size()), steps, List.copyOf(warnings), refusals,
                String.join("\n", commands), "");
    }

    static String list(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** @param count negative where nobody says how many */
    private static Object count(int count) {
        return count < 0 ? Sentence.of("the broker's default") : count;
    }

    private CommandLine tool(String tool) {
        return CommandLine.of(tool, cluster.bootstrapServers());
    }
}
