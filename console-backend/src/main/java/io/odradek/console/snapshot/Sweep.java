package io.odradek.console.snapshot;

import io.odradek.console.kafka.ClusterFacts;
import io.odradek.console.kafka.DirFacts;
import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Facts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** One look at a whole cluster: a handful of batched questions, never one per topic. Used once, on a virtual thread. */
final class Sweep {

    /** Topics described by one question: 1,000 names of 50 bytes are a 50 KB request. */
    private static final int TOPICS_AT_ONCE = 1_000;
    /** Partitions asked by one question: 20,000 answers of 30 bytes are 600 KB. */
    private static final int PLACES_AT_ONCE = 20_000;

    private final Facts facts;
    private final Snapshot before;
    private final String cluster;
    private final List<Sentence> trouble = new ArrayList<>();

    Sweep(Door door, Snapshot before) {
        this.facts = door.facts();
        this.cluster = door.spec().id();
        this.before = before;
    }

    /**
     * Throws Problem when the cluster cannot be reached at all; what only part of it does not answer is named in the
     * snapshot.
     */
    Snapshot take() {
        ClusterFacts described = facts.cluster();
        Map<String, TopicFacts> topics = new HashMap<>();
        batches(new ArrayList<>(facts.topicNames()), TOPICS_AT_ONCE)
                .forEach(names -> topics.putAll(facts.topics(names)));
        List<Place> led = new ArrayList<>();
        topics.values().forEach(topic -> topic.partitions().stream().filter(partition -> partition.leader() >= 0)
                .forEach(partition -> led.add(new Place(topic.name(), partition.partition()))));
        List<Integer> brokers = described.brokers().stream().map(ClusterFacts.Node::id).toList();
        // A broker that has just gone is waited for until the client gives up: once, not for each thing it is asked.
        CompletableFuture<Map<Integer, List<DirFacts>>> asked = CompletableFuture.supplyAsync(() ->
                facts.logDirs(brokers), Thread::startVirtualThread);
        Map<Place, Long> first = tolerate(Sentence.of("first offsets"), led, places ->
                facts.offsets(places, OffsetKind.EARLIEST));
        // Only of leaders that answered: their ends are not below their beginnings, and nobody is waited for twice.
        Map<Place, Long> last = tolerate(Sentence.of("last offsets"), List.copyOf(first.keySet()), places ->
                facts.offsets(places, OffsetKind.LATEST));
        Map<Integer, List<DirFacts>> dirs = dirs(asked, brokers);
        long now = System.currentTimeMillis();
        return new Picture(cluster, before, now).of(described, topics, new Picture.Measured(first, last, dirs),
                Sentence.joined("; ", trouble));
    }

    private Map<Integer, List<DirFacts>> dirs(CompletableFuture<Map<Integer, List<DirFacts>>> asked,
            List<Integer> brokers) {
        try {
            Map<Integer, List<DirFacts>> dirs = asked.join();
            brokers.stream().filter(id -> !dirs.containsKey(id))
                    .forEach(id -> trouble.add(Sentence.of("broker {0} tells no log directories", id)));
            return dirs;
        } catch (CompletionException e) {
            trouble.add(Sentence.of("sizes").with(Problem.from(e.getCause()).said()));
            return Map.of();
        }
    }

    private Map<Place, Long> tolerate(Sentence what, List<Place> places, Function<List<Place>,
            Map<Place, Long>> question) {
        Map<Place, Long> answers = new HashMap<>();
        try {
            batches(places, PLACES_AT_ONCE).forEach(batch -> answers.putAll(question.apply(batch)));
        } catch (Problem problem) {
            trouble.add(what.with(problem.said()));
            return answers;
        }
        if (answers.size() < places.size()) {
            trouble.add(Sentence.of("{0} of {1} partitions unknown", what, places.size() - answers.size()));
        }
        return answers;
    }

    private static <T> List<List<T>> batches(List<T> all, int size) {
        if (all.isEmpty()) {
            return Collections.emptyList();
        }
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }
}
