package io.odradek.console.record;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.TopicFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a replay would do. */
final class ReplayPlan {

    private final Door door;
    private final Replay replay;

    ReplayPlan(Door door, Replay replay) {
        this.door = door;
        this.replay = replay;
    }

    Plan plan(Cost cost) {
        List<String> warnings = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        String source = replay.source().topic();
        Map<String, TopicFacts> known = door.facts().topics(List.of(source, replay.target()));
        TopicFacts target = known.get(replay.target());
        if (replay.target().isBlank()) {
            refusals.add("A topic to write to is needed");
        } else if (target == null) {
            refusals.add("There is no topic " + replay.target());
        } else if (replay.target().startsWith("__")) {
            refusals.add(replay.target() + " is Kafka's own");
        } else if (replay.keepPartitions() && target.partitions().size() < known.get(source).partitions().size()) {
            refusals.add(replay.target() + " has fewer partitions than " + source);
        }
        if (replay.most() < 1 || replay.perSecond() < 0) {
            refusals.add("At least one record, at a rate of 0 (any) or more");
        }
        if (source.equals(replay.target())) {
            warnings.add("The records are read from and written to the same topic: its readers see them twice");
        }
        if (replay.keepTimestamps()) {
            warnings.add("Records older than the topic's retention go soon after they are written");
        }
        List<String> steps = List.of("Read " + cost.records() + " records of " + source + " at most",
                "Write those that match to " + replay.target() + ", " + replay.most() + " at most"
                        + (replay.perSecond() > 0 ? ", " + replay.perSecond() + " a second" : ""),
                "Keys, values and headers stay; each goes to "
                        + (replay.keepPartitions() ? "the partition it came from" : "the partition of its key")
                        + (replay.keepTimestamps() ? " with the time it had" : " with the time of the replay"));
        return new Plan("Replay " + source + " to " + replay.target(), steps, warnings, refusals, command(source), "");
    }

    /** Without the filter, which Kafka's tools do not have. */
    private String command(String source) {
        String servers = door.spec().bootstrapServers();
        return CommandLine.of("kafka-console-consumer.sh", servers).with("--topic", source, "--from-beginning",
                "--property", "print.key=true") + " | "
                + CommandLine.of("kafka-console-producer.sh", servers).with("--topic", replay.target(), "--property",
                "parse.key=true");
    }
}
