package io.odradek.console.broker;

import io.odradek.console.change.CommandLine;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What is and could be moved between the directories of one broker, as it has just told them. */
record Relocations(int broker, List<DirFacts> dirs) {

    /** A plan names so many replicas, and counts the others. */
    private static final int NAMED = 20;

    /** On their way now, by topic and partition. */
    List<Relocating> running() {
        Map<Place, DirFacts> homes = homes();
        List<Relocating> running = new ArrayList<>();
        for (DirFacts to : dirs) {
            new TreeMap<>(to.arriving()).forEach((place, copied) -> {
                DirFacts home = homes.get(place);
                if (home != null) {
                    running.add(new Relocating(place.topic(), place.partition(), home.path(), to.path(), copied,
                            home.sizes().get(place)));
                }
            });
        }
        return running;
    }

    /** To where they are: what gives up the moves that run. */
    Map<Place, String> backwards() {
        return running().stream().collect(Collectors.toMap(move -> new Place(move.topic(), move.partition()),
                Relocating::from));
    }

    /** Those that would move, and where they are now. */
    Map<Place, DirFacts> wanted(Relocation asked) {
        Map<Place, DirFacts> wanted = new TreeMap<>(homes());
        wanted.entrySet().removeIf(home -> home.getValue().path().equals(asked.to())
                || !asked.from().isEmpty() && !home.getValue().path().equals(asked.from())
                || !asked.takes(home.getKey().topic()));
        dir(asked.to()).ifPresent(to -> wanted.keySet().removeAll(to.arriving().keySet()));
        return wanted;
    }

    Plan plan(ClusterSpec cluster, Snapshot snapshot, Relocation asked) {
        Map<Place, DirFacts> wanted = wanted(asked);
        List<Sentence> steps = new ArrayList<>();
        List<Sentence> refusals = new ArrayList<>(refusals(asked));
        long bytes = wanted.entrySet().stream().mapToLong(home -> home.getValue().sizes().get(home.getKey())).sum();
        if (refusals.isEmpty() && wanted.isEmpty()) {
            refusals.add(Sentence.of("There is nothing to move"));
        }
        if (refusals.isEmpty()) {
            steps.add(Sentence.of("Copy {0} replicas to {1}: {2} bytes", wanted.size(), asked.to(), figure(bytes)));
            wanted.entrySet().stream().limit(NAMED).forEach(home -> steps.add(Sentence.of("{0} from {1}: {2} bytes",
                    home.getKey().toString(), home.getValue().path(),
                    figure(home.getValue().sizes().get(home.getKey())))));
            if (wanted.size() > NAMED) {
                steps.add(Sentence.of("and {0} more", wanted.size() - NAMED));
            }
        }
        List<Sentence> warnings = new ArrayList<>();
        dir(asked.to()).filter(to -> to.usableBytes() >= 0 && to.usableBytes() < bytes).ifPresent(to ->
                warnings.add(Sentence.of("There is room for {0} bytes alone", figure(to.usableBytes()))));
        return new Plan(Sentence.of("Move replicas on broker {0}", broker), steps, warnings, refusals,
                refusals.isEmpty() ? command(cluster, snapshot, asked, wanted) : "", "");
    }

    private List<Sentence> refusals(Relocation asked) {
        List<Sentence> refusals = new ArrayList<>();
        if (asked.from().equals(asked.to())) {
            refusals.add(Sentence.of("They are there already"));
        }
        for (String path : asked.from().isEmpty() ? List.of(asked.to()) : List.of(asked.from(), asked.to())) {
            Optional<DirFacts> dir = dir(path);
            if (dir.isEmpty()) {
                refusals.add(Sentence.of("Broker {0} has no log directory {1}", broker, path));
            } else if (!dir.get().error().isEmpty()) {
                refusals.add(Sentence.of("{0} has failed: {1}", path, dir.get().error()));
            }
        }
        return refusals;
    }

    /** The tool takes the replicas of a partition together, with a directory or "any" for each. */
    private String command(ClusterSpec cluster, Snapshot snapshot, Relocation asked, Map<Place, DirFacts> wanted) {
        String json = wanted.keySet().stream().limit(NAMED).map(place -> {
            List<Integer> replicas = replicas(snapshot, place);
            return "{\"topic\":\"" + place.topic() + "\",\"partition\":" + place.partition() + ",\"replicas\":"
                    + replicas.toString().replace(" ", "") + ",\"log_dirs\":" + replicas.stream().map(id ->
                    id == broker ? "\"" + asked.to() + "\"" : "\"any\"").collect(Collectors.joining(",", "[", "]"))
                    + "}";
        }).collect(Collectors.joining(",", "{\"version\":1,\"partitions\":[", wanted.size() > NAMED ? ",…]}" : "]}"));
        return "echo '" + json + "' > moves.json\n" + CommandLine.of("kafka-reassign-partitions.sh",
                cluster.bootstrapServers()).with("--reassignment-json-file", "moves.json", "--execute");
    }

    private List<Integer> replicas(Snapshot snapshot, Place place) {
        TopicState topic = snapshot.topics().get(place.topic());
        return topic == null || place.partition() >= topic.partitions().size() ? List.of(broker)
                : topic.partitions().get(place.partition()).replicas();
    }

    private Map<Place, DirFacts> homes() {
        Map<Place, DirFacts> homes = new TreeMap<>();
        dirs.forEach(dir -> dir.sizes().keySet().forEach(place -> homes.put(place, dir)));
        return homes;
    }

    private Optional<DirFacts> dir(String path) {
        return dirs.stream().filter(dir -> dir.path().equals(path)).findFirst();
    }

    private static String figure(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes);
    }
}
