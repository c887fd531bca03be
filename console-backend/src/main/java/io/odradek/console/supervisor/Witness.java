package io.odradek.console.supervisor;

import io.odradek.console.kafka.Door;
import io.odradek.console.kafka.OffsetKind;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.kafka.Reader;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.kafka.Writer;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes numbered records, acknowledged by all in-sync replicas, and reads them again: what was acknowledged and does
 * not come is missing, what comes twice is repeated. One writes and one reads, on virtual threads. It ends by itself
 * after {@link #MOST} records.
 */
final class Witness implements AutoCloseable {

    static final String TOPIC = Watched.TOPIC;
    private static final int PARTITIONS = 3;
    /** Ten hours at this pace; two bits and an offset for each are 30 MB. */
    private static final int MOST = 7_200_000;
    private static final int PIECE = 20;
    private static final long PACE_NS = 100_000_000;
    private static final long POLL_MS = 200;
    private static final long PATIENCE_NS = 30_000_000_000L;

    private final Door door;
    private final Ledger ledger = new Ledger(PARTITIONS);
    private final long startedMs = System.currentTimeMillis();
    private volatile boolean closed;
    private volatile long longestMs;
    private volatile Sentence trouble = Sentence.NONE;

    Witness(Door door) {
        this.door = door;
    }

    /** Makes the topic where it is missing, and begins. */
    void begin() {
        make();
        Map<Place, Long> ends = ends();
        Thread.ofVirtual().name("witness-reader").start(() -> read(ends));
        Thread.ofVirtual().name("witness-writer").start(this::write);
    }

    private void make() {
        if (!door.facts().topics(List.of(TOPIC)).containsKey(TOPIC)) {
            int replicas = Math.min(3, door.facts().cluster().brokers().size());
            door.changes().create(TOPIC, PARTITIONS, replicas, Map.of("min.insync.replicas", replicas > 2 ? "2" : "1",
                    "retention.ms", "3600000"), false);
        }
    }

    /** Of all partitions, or nothing that is read would mean anything: of a new topic, brokers hear one by one. */
    private Map<Place, Long> ends() {
        Map<Place, Long> ends = new HashMap<>();
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (ends.size() < PARTITIONS) {
            TopicFacts topic = door.facts().topics(List.of(TOPIC)).get(TOPIC);
            if (topic != null && topic.partitions().stream().allMatch(p -> p.leader() >= 0)) {
                ends.putAll(door.facts().offsets(topic.partitions().stream()
                        .map(p -> new Place(TOPIC, p.partition())).toList(), OffsetKind.LATEST));
            }
            if (ends.size() < PARTITIONS) {
                if (System.nanoTime() > deadline) {
                    throw Problem.of(Problem.Kind.UNREACHABLE, Sentence.of("{0} of {1} partitions unknown",
                            Sentence.of("last offsets"), PARTITIONS - ends.size()), Sentence.quoted(TOPIC));
                }
                LockSupport.parkNanos(PACE_NS);
            }
        }
        return ends;
    }

    private void write() {
        long next = 0;
        Writer writer = door.manyWriter();
        try {
            while (!closed && next < MOST) {
                long began = System.nanoTime();
                List<Writer.Outgoing> piece = new ArrayList<>(PIECE);
                for (int i = 0; i < PIECE; i++) {
                    byte[] number = Long.toString(next + i).getBytes(StandardCharsets.US_ASCII);
                    piece.add(new Writer.Outgoing(TOPIC, (int) ((next + i) % PARTITIONS), null, null, number,
                            List.of()));
                }
                boolean done = attempt(writer, (int) next, piece);
                next += PIECE;
                long tookNs = System.nanoTime() - began;
                longestMs = Math.max(longestMs, tookNs / 1_000_000);
                if (!done) {
                    // A producer that gave up on a record goes on with a new identity.
                    writer.close();
                    writer = door.manyWriter();
                }
                LockSupport.parkNanos(PACE_NS - tookNs);
            }
        } catch (Problem over) {
            trouble = over.said();
        } finally {
            closed = true;
            writer.close();
        }
    }

    private boolean attempt(Writer writer, int first, List<Writer.Outgoing> piece) {
        try {
            ledger.written(first, writer.write(piece));
            trouble = Sentence.NONE;
            return true;
        } catch (Problem problem) {
            ledger.unsure(piece.size());
            trouble = problem.said();
            return false;
        }
    }

    private void read(Map<Place, Long> from) {
        try (Reader reader = door.follower()) {
            reader.assign(from);
            while (!closed) {
                for (ReadRecord record : reader.poll(POLL_MS)) {
                    ledger.read(Integer.parseInt(new String(record.value(), StandardCharsets.US_ASCII)),
                            record.offset());
                }
            }
        } catch (Problem gone) {
            trouble = gone.said();
        }
    }

    Watched watched() {
        return ledger.watched(!closed, startedMs, longestMs, trouble);
    }

    @Override
    public void close() {
        closed = true;
    }
}
