package io.odradek.console.transaction;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.EndFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.kafka.TransactionFacts;
import io.odradek.console.kafka.Transactions;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One look at all transactions of a cluster: a handful of batched questions. Used once. */
final class TransactionLook {

    /** Transactions described by one look. */
    private static final int MOST_OPEN = 1_000;
    /** Partitions whose offsets are asked for: some 300 KB of answers, three times. */
    private static final int MOST_PLACES = 10_000;
    /** Held-back partitions whose producers are asked for. */
    private static final int MOST_HELD = 200;
    /** Coordinators look for transactions past their time-out every ten seconds. */
    private static final long GRACE_MS = 15_000;
    /** Coordinators are asked a moment before the partitions, and may not know a transaction yet. */
    private static final long HANGS_AFTER_MS = 60_000;

    private final Transactions transactions;
    private final Door door;
    private final long nowMs;
    private final List<Sentence> trouble = new ArrayList<>();

    TransactionLook(Door door, long nowMs) {
        this.door = door;
        this.transactions = door.transactions();
        this.nowMs = nowMs;
    }

    TransactionPicture at(Snapshot snapshot) {
        Transactions.Listing listing = transactions.list();
        if (!listing.silent().isEmpty()) {
            trouble.add(Sentence.of("coordinators on brokers {0} did not answer", listing.silent()));
        }
        List<TransactionFacts.Listed> open = listing.all().stream().filter(TransactionFacts.Listed::open).toList();
        if (open.size() > MOST_OPEN) {
            trouble.add(Sentence.of("of {0} transactions that go on, {1} were looked at", open.size(), MOST_OPEN));
        }
        Map<String, TransactionFacts> described = transactions.describe(open.stream().limit(MOST_OPEN)
                .map(TransactionFacts.Listed::id).toList());
        List<TransactionRow> rows = new ArrayList<>(listing.all().size());
        listing.all().forEach(one -> rows.add(row(one, described.get(one.id()), nowMs)));
        rows.sort(Comparator.comparing((TransactionRow row) -> !row.open())
                .thenComparing(Comparator.comparingLong(TransactionRow::ageMs).reversed())
                .thenComparing(TransactionRow::id));
        List<HeldPartition> held = held(places(snapshot, described.values()), listing.all(), described);
        return new TransactionPicture(rows, held, Sentence.joined("; ", trouble), nowMs);
    }

    /** Partitions that take part first, then all others, as many as one look may ask for. */
    private Set<Place> places(Snapshot snapshot, Collection<TransactionFacts> described) {
        Set<Place> places = new LinkedHashSet<>();
        described.forEach(one -> places.addAll(one.places()));
        int all = 0;
        for (var topic : snapshot.topics().values()) {
            for (var partition : topic.partitions()) {
                all += partition.leader() >= 0 ? 1 : 0;
                if (partition.leader() >= 0 && places.size() < MOST_PLACES) {
                    places.add(new Place(topic.name(), partition.partition()));
                }
            }
        }
        if (all > places.size()) {
            trouble.add(Sentence.of("of {0} partitions, {1} were looked at for what is held back", all,
                    places.size()));
        }
        return places;
    }

    List<HeldPartition> held(Collection<Place> places, List<TransactionFacts.Listed> listed,
            Map<String, TransactionFacts> described) {
        Map<Place, EndFacts> ends = new HashMap<>(ends(places));
        ends.values().removeIf(end -> end.heldBack() == 0);
        List<Place> most = ends.keySet().stream().sorted(Comparator.comparingLong((Place place) -> ends.get(place)
                .heldBack()).reversed().thenComparing(place -> place)).limit(MOST_HELD).toList();
        if (ends.size() > MOST_HELD) {
            trouble.add(Sentence.of("of {0} partitions that are held back, {1} are shown", ends.size(), MOST_HELD));
        }
        Map<Place, List<ProducerFacts>> producers = transactions.open(most);
        Map<Long, String> ids = new HashMap<>();
        listed.forEach(one -> ids.put(one.producerId(), one.id()));
        List<HeldPartition> held = new ArrayList<>();
        for (Place place : most) {
            // What nobody holds any more was committed between the two questions.
            if (!producers.containsKey(place) || !producers.get(place).isEmpty()) {
                held.add(held(place, ends.get(place), producers.getOrDefault(place, List.of()), ids, described));
            }
        }
        return held;
    }

    private Map<Place, EndFacts> ends(Collection<Place> places) {
        try {
            return door.facts().ends(places);
        } catch (Problem problem) {
            trouble.add(problem.said());
            return Map.of();
        }
    }

    private HeldPartition held(Place place, EndFacts end, List<ProducerFacts> producers, Map<Long, String> ids,
            Map<String, TransactionFacts> described) {
        List<HeldPartition.Holder> holders = producers.stream()
                .sorted(Comparator.comparingLong(ProducerFacts::openFrom))
                .map(producer -> holder(place, producer, ids.getOrDefault(producer.producerId(), ""), described))
                .toList();
        return new HeldPartition(place.topic(), place.partition(), end.lastStable(), end.highWatermark(),
                end.heldBack(), holders);
    }

    private HeldPartition.Holder holder(Place place, ProducerFacts producer, String id,
            Map<String, TransactionFacts> described) {
        return new HeldPartition.Holder(producer.producerId(), producer.epoch(), producer.coordinatorEpoch(),
                producer.openFrom(), producer.lastTimestampMs(), id,
                hangs(place, producer, described.get(id), nowMs));
    }

    /** {@code facts} are its coordinator's, null when none knows it or nothing goes on there. */
    static boolean hangs(Place place, ProducerFacts producer, TransactionFacts facts, long nowMs) {
        boolean known = facts != null && facts.open() && facts.places().contains(place);
        return !known && nowMs - producer.lastTimestampMs() > HANGS_AFTER_MS;
    }

    /** {@code facts} are null where it was not described. */
    static TransactionRow row(TransactionFacts.Listed listed, TransactionFacts facts, long nowMs) {
        if (facts == null) {
            return new TransactionRow(listed.id(), listed.state(), listed.open(), listed.coordinator(),
                    listed.producerId(), -1, -1, -1, -1, -1, List.of(), false);
        }
        boolean goesOn = facts.startedMs() > 0 && facts.open();
        long age = goesOn ? Math.max(0, nowMs - facts.startedMs()) : -1;
        Set<String> topics = new TreeSet<>();
        facts.places().forEach(place -> topics.add(place.topic()));
        return new TransactionRow(facts.id(), facts.state(), facts.open(), facts.coordinator(), facts.producerId(),
                facts.producerEpoch(), facts.startedMs(), age, facts.timeoutMs(), facts.places().size(),
                List.copyOf(topics), goesOn && age > facts.timeoutMs() + GRACE_MS);
    }
}
