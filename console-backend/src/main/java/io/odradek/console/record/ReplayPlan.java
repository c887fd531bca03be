package io.odradek.console.record;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Sentence;
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
        List<Sentence> warnings = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>();
        String source = replay.source().topic();
        Map<String, TopicFacts> known = door.facts().topics(List.of(source, replay.target()));
        TopicFacts target = known.get(replay.target());
        if (replay.target().isBlank()) {
            refusals.add(Sentence.of("A topic to write to is needed"));
        } else if (target == null) {
            refusals.add(Sentence.of("There is no topic {0}", replay.target()));
        } else if (replay.target().startsWith("__")) {
            refusals.add(Sentence.of("{0} is Kafka's own", replay.target()));
        } else if (replay.keepPartitions() && target.partitions().size() < known.get(source).partitions().size()) {
            refusals.add(Sentence.of("{0} has fewer partitions than {1}", replay.target(), source));
        }
        if (replay.most() < 1 || replay.perSecond() < 0) {
            refusals.add(Sentence.of("At least one record, at a rate of 0 (any) or more"));
        }
        if (source.equals(replay.target())) {
            warnings.add(Sentence.of(
                    "The records are read from and written to the same topic: its readers see them twice"));
        }
        if (replay.keepTimestamps()) {
            warnings.add(Sentence.of("Records older than the topic's retention go soon after they are written"));
        }
        List<Sentence> steps = List.of(Sentence.of("Read {0} records of {1} at most", cost.records(), source),
                writing(),
                Sentence.of("Keys, values and headers stay"),
                replay.keepPartitions() ? Sentence.of("Each goes to the partition it came from")
                        : Sentence.of("Each goes to the partition of its key"),
                replay.keepTimestamps() ? Sentence.of("Each has the time it had")
                        : Sentence.of("Each has the time of the replay"));
        return new Plan(Sentence.of("Replay {0} to {1}", source, replay.target()), steps, warnings, refusals,
                command(source), "");
    }

    private Sentence writing() {
        boolean bound = replay.most() < Long.MAX_VALUE;
        if (replay.perSecond() > 0) {
            return bound ? Sentence.of("Write those that match to {0}, {1} at most, {2} a second", replay.target(),
                    replay.most(), replay.perSecond())
                    : Sentence.of("Write those that match to {0}, {1} a second", replay.target(), replay.perSecond());
        }
        return bound ? Sentence.of("Write those that match to {0}, {1} at most", replay.target(), replay.most())
                : Sentence.of("Write those that match to {0}", replay.target());
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
