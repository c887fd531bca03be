package io.odradek.console.group;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words and commands of the changes to groups. Pure. */
final class GroupPlans {

    /** Partitions named one by one; more are counted. */
    private static final int NAMED = 50;
    private static final DateTimeFormatter TOOL_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private final ClusterSpec cluster;

    GroupPlans(ClusterSpec cluster) {
        this.cluster = cluster;
    }

    Plan reset(GroupRow group, Reset reset, TreeMap<Place, Aim.Move> moves, List<Sentence> notes,
            List<Sentence> refusals) {
        List<Sentence> steps = new ArrayList<>();
        long again = 0;
        long skipped = 0;
        for (Map.Entry<Place, Aim.Move> entry : moves.entrySet()) {
            Aim.Move move = entry.getValue();
            long by = move.before() < 0 ? 0 : move.after() - move.before();
            again += Math.max(0, -by);
            skipped += Math.max(0, by);
            if (steps.size() < NAMED) {
                Object before = move.before() < 0 ? Sentence.of("nothing committed") : move.before();
                steps.add(by == 0 ? Sentence.of("{0}: {1} → {2}", entry.getKey(), before, move.after())
                        : Sentence.of("{0}: {1} → {2} ({3})", entry.getKey(), before, move.after(),
                                (by > 0 ? "+" : "−") + Math.abs(by)));
            }
        }
        if (moves.size() > NAMED) {
            steps.add(Sentence.of("and {0} partitions more", moves.size() - NAMED));
        }
        List<Sentence> warnings = new ArrayList<>(notes);
        if (again > 0) {
            warnings.add(Sentence.of("About {0} records will be read again", again));
        }
        if (skipped > 0) {
            warnings.add(Sentence.of("About {0} records will never be read by this group", skipped));
        }
        List<Sentence> all = new ArrayList<>(refusals);
        if (moves.isEmpty() && all.isEmpty()) {
            all.add(Sentence.of("There is no partition to reset"));
        }
        return new Plan(Sentence.of("Reset offsets of {0}", group.id()), steps, warnings, all, command(group, reset),
                "");
    }

    Plan delete(Collection<GroupRow> groups, List<Sentence> refusals) {
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> all = new ArrayList<>(refusals);
        StringBuilder command = new StringBuilder();
        for (GroupRow group : groups) {
            steps.add(Sentence.of("Delete {0} with its offsets of {1} topics", group.id(), group.topics().size()));
            if (group.members() > 0) {
                all.add(busy(group.id(), group.members()));
            }
            command.append(command.isEmpty() ? "" : "\n").append(CommandLine.of(tool(group),
                    cluster.bootstrapServers()).with("--delete", "--group", group.id()));
        }
        boolean one = groups.size() == 1;
        String first = groups.isEmpty() ? "" : groups.iterator().next().id();
        return new Plan(one ? Sentence.of("Delete group {0}", first) : Sentence.of("Delete {0} groups", groups.size()),
                steps, List.of(Sentence.of(
                        "If it starts again, it begins where its own settings say: at the end, or from the start")),
                all, command.toString(), one ? first : "delete " + groups.size() + " groups");
    }

    static Sentence busy(String group, int members) {
        return members == 1 ? Sentence.of("{0} has a member; stop it first", group)
                : Sentence.of("{0} has {1} members; stop them first", group, members);
    }

    /** Kafka's tools cannot follow another group, but for a file. */
    private String command(GroupRow group, Reset reset) {
        CommandLine line = CommandLine.of(tool(group), cluster.bootstrapServers()).with("--group", group.id());
        if (reset.topic().isEmpty()) {
            line.with(group.type().equals("streams") ? "--all-input-topics" : "--all-topics");
        } else {
            line.with(group.type().equals("streams") ? "--input-topic" : "--topic", reset.topic()
                    + (reset.partitions().isEmpty() ? "" : ":" + reset.partitions().stream().sorted()
                    .map(String::valueOf).collect(Collectors.joining(","))));
        }
        line.with("--reset-offsets");
        switch (reset.target()) {
            case Reset.Target.Earliest _ -> line.with("--to-earliest");
            case Reset.Target.Latest _ -> line.with("--to-latest");
            case Reset.Target.Offset(long offset) -> line.with("--to-offset", Long.toString(offset));
            case Reset.Target.Time(long timestampMs) -> line.with("--to-datetime",
                    TOOL_TIME.format(Instant.ofEpochMilli(timestampMs)));
            case Reset.Target.Shift(long by) -> line.with("--shift-by", Long.toString(by));
            case Reset.Target.Group _ -> line.with("--from-file", "offsets.csv");
        }
        return line.with("--execute").toString();
    }

    private static String tool(GroupRow group) {
        return switch (group.type()) {
            case "streams" -> "kafka-streams-groups.sh";
            case "share" -> "kafka-share-groups.sh";
            default -> "kafka-consumer-groups.sh";
        };
    }
}
