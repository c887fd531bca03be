package io.odradek.console.topic;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Works out what deleting records would do. Reads the cluster, changes nothing. Used once. */
final class Trimming {

    private static final int NAMED = 50;

    private final Door door;
    private final List<Sentence> refusals = new ArrayList<>();
    private final TreeMap<Place, Cut> cuts = new TreeMap<>();

    /** Of one partition: its first offset now and then. */
    record Cut(long from, long to) {
    }

    Trimming(Door door) {
        this.door = door;
    }

    Trimming of(Set<String> topics, Trim trim) {
        Map<String, TopicFacts> facts = door.facts().topics(topics);
        Map<String, String> policies = door.configs().ofTopics(topics, "cleanup.policy");
        Set<Place> places = new HashSet<>();
        for (String topic : new TreeSet<>(topics)) {
            if (!facts.containsKey(topic)) {
                refusals.add(Sentence.of("No topic {0}", topic));
            } else if (policies.getOrDefault(topic, "delete").equals("compact")) {
                refusals.add(Sentence.of(
                        "{0} is compacted; records are deleted only where cleanup.policy names delete", topic));
            } else {
                facts.get(topic).partitions().forEach(p -> places.add(new Place(topic, p.partition())));
            }
        }
        List<Place> led = door.facts().led(places);
        Map<Place, Long> first = door.facts().offsets(led, OffsetKind.EARLIEST);
        Map<Place, Long> last = door.facts().offsets(led, OffsetKind.LATEST);
        Map<Place, Long> at = trim instanceof Trim.Time(long timestampMs) ? at(last.keySet(), timestampMs)
                : Map.of();
        for (Place place : places) {
            Long from = first.get(place);
            Long end = last.get(place);
            if (from == null || end == null) {
                refusals.add(Sentence.of("{0} has no leader that answers", place));
                continue;
            }
            long to = switch (trim) {
                case Trim.All _ -> end;
                case Trim.Offset(long offset) -> offset;
                case Trim.Time _ -> at.getOrDefault(place, end);
            };
            if (Math.min(to, end) > from) {
                cuts.put(place, new Cut(from, Math.min(to, end)));
            }
        }
        return this;
    }

    /** First offsets afterwards, of the partitions that lose something. */
    Map<Place, Long> offsets() {
        Map<Place, Long> offsets = new TreeMap<>();
        cuts.forEach((place, cut) -> offsets.put(place, cut.to()));
        return offsets;
    }

    Plan plan(Set<String> topics) {
        List<Sentence> steps = new ArrayList<>();
        cuts.forEach((place, cut) -> {
            if (steps.size() < NAMED) {
                steps.add(Sentence.of("{0}: begins at {1} instead of {2}, {3} offsets less", place, cut.to(),
                        cut.from(), cut.to() - cut.from()));
            }
        });
        if (cuts.size() > NAMED) {
            steps.add(Sentence.of("and {0} partitions more", cuts.size() - NAMED));
        }
        List<Sentence> all = new ArrayList<>(refusals);
        if (cuts.isEmpty() && all.isEmpty()) {
            all.add(Sentence.of("There is no record to delete"));
        }
        String json = cuts.entrySet().stream().limit(20).map(cut -> "{\"topic\":\"" + cut.getKey().topic()
                + "\",\"partition\":" + cut.getKey().partition() + ",\"offset\":" + cut.getValue().to() + "}")
                .collect(Collectors.joining(",", "{\"partitions\":[", "],\"version\":1}"));
        String command = "echo '" + json + "' > offsets.json\n" + CommandLine.of("kafka-delete-records.sh",
                door.spec().bootstrapServers()).with("--offset-json-file", "offsets.json");
        boolean one = topics.size() == 1;
        Sentence name = one ? Sentence.quoted(topics.iterator().next()) : Sentence.of("{0} topics", topics.size());
        return new Plan(Sentence.of("Delete records of {0}", name), steps,
                List.of(Sentence.of("Records that are deleted cannot be brought back")), all, command,
                one ? name.toString() : "delete records of " + name);
    }

    private Map<Place, Long> at(Set<Place> places, long timestampMs) {
        if (places.isEmpty()) {
            return Map.of();
        }
        try (Reader reader = door.reader()) {
            return reader.at(places, timestampMs);
        }
    }
}
