package io.odradek.console.record;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.Facts;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Follows topics on a thread of its own, from the ends at its start. New partitions are joined from their beginning
 * within seconds; a topic that is
 * gone ends it; a cluster that is away for a while does not.
 */
final class TailLoop implements AutoCloseable, Runnable {

    /** Soon enough for a person, seldom enough to fill frames. */
    private static final long POLL_MS = 100;
    private static final long LOOK_AGAIN_MS = 3_000;

    private final Door door;
    private final Tail tail;
    private final TailListener listener;
    private final Match match;
    private final Decoding decoding;
    private final Map<Place, Long> positions = new HashMap<>();
    private volatile boolean closed;
    private volatile Reader reader;
    private long secondBeganMs;
    private int inSecond;

    TailLoop(Door door, Decoders decoders, Tail tail, TailListener listener) {
        this.door = door;
        this.tail = tail;
        this.listener = listener;
        this.decoding = new Decoding(decoders, tail.topics(), "", "");
        this.match = Match.of(tail.filter(), decoding);
    }

    /**
     * Finds where to begin, so that whatever is written after this call is seen. Throws Problem when there is no such
     * topic.
     */
    void begin() {
        if (tail.topics().isEmpty()) {
            throw Problem.invalid("no topic to follow");
        }
        Set<Place> places = places();
        positions.putAll(door.facts().offsets(places, OffsetKind.LATEST));
    }

    @Override
    public void run() {
        try (Reader mine = door.follower()) {
            reader = mine;
            mine.assign(positions);
            long lookedMs = System.currentTimeMillis();
            while (!closed) {
                hand(mine.poll(POLL_MS));
                if (System.currentTimeMillis() - lookedMs > LOOK_AGAIN_MS) {
                    lookedMs = System.currentTimeMillis();
                    joinNew(mine);
                }
            }
        } catch (Problem problem) {
            if (!closed) {
                listener.ended(problem);
            }
        } finally {
            reader = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        Reader mine = reader;
        if (mine != null) {
            mine.stop();
        }
    }

    private void hand(List<ReadRecord> records) {
        List<RecordView> views = new ArrayList<>();
        long dropped = 0;
        for (ReadRecord record : records) {
            positions.put(new Place(record.topic(), record.partition()), record.offset() + 1);
            if (match.matches(record)) {
                if (mayPass()) {
                    views.add(decoding.view(record, tail.cellBytes()));
                } else {
                    dropped++;
                }
            }
        }
        if (!views.isEmpty() || dropped > 0) {
            listener.records(views, dropped);
        }
    }

    private boolean mayPass() {
        long now = System.currentTimeMillis();
        if (now - secondBeganMs >= 1_000) {
            secondBeganMs = now;
            inSecond = 0;
        }
        return ++inSecond <= tail.maxPerSecond();
    }

    private void joinNew(Reader mine) {
        try {
            Set<Place> fresh = places();
            fresh.removeAll(positions.keySet());
            if (!fresh.isEmpty()) {
                fresh.forEach(place -> positions.put(place, 0L));
                mine.assign(positions);
            }
        } catch (Problem problem) {
            if (problem.kind() == Kind.NOT_FOUND) {
                throw problem;
            }
            // Away for now; the reader goes on by itself once the cluster is back.
        }
    }

    private Set<Place> places() {
        Facts facts = door.facts();
        Map<String, TopicFacts> known = facts.topics(tail.topics());
        Set<Place> places = new HashSet<>();
        for (String name : tail.topics()) {
            TopicFacts topic = known.get(name);
            if (topic == null) {
                throw Problem.notFound("No such topic", name);
            }
            topic.partitions().stream().filter(p -> tail.partitions().isEmpty() || tail.partitions()
                    .contains(p.partition()))
                    .forEach(p -> places.add(new Place(name, p.partition())));
        }
        return places;
    }
}
