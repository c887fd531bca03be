package io.odradek.bench.torture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** At the end: a new reader finds everything, nothing more is there, and the replicas hold the same bytes. */
final class Audit {
    private static final long GRAIN_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(120);

    private final Cluster cluster;
    private final String topic;
    private final Journal journal;

    Audit(Cluster cluster, String topic, Journal journal) {
        this.cluster = cluster;
        this.topic = topic;
        this.journal = journal;
    }

    interface Condition {
        boolean holds();
    }

    /** False, with a complaint, where it did not come true in time. */
    boolean await(String what, Condition condition) {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                journal.complain("within " + LIMIT_NS / 1_000_000_000 + " s " + what + " did not come true");
                return false;
            }
            LockSupport.parkNanos(GRAIN_NS);
        }
        return true;
    }

    /** All that was acknowledged is there, and nothing else. */
    void records() throws Exception {
        try (Follower fresh = new Follower("a new reader", cluster.bootstrap(), topic, journal)) {
            await("that a new reader finds all", () -> fresh.caughtUp() || !fresh.going());
        }
        Map<TopicPartition, OffsetSpec> ends = new TreeMap<>((a, b) -> Integer.compare(a.partition(), b.partition()));
        for (int p = 0; p < journal.partitions(); p++) ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(ends).all().get(60, TimeUnit.SECONDS);
            found.forEach((p, end) -> {
                if (end.offset() != journal.sent(p.partition())) {
                    journal.complain(p + " ends at " + end.offset() + ", but " + journal.sent(p.partition())
                            + " records were sent");
                }
            });
        }
    }

    /** All replicas in sync. */
    void inSync() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrap()))) {
            await("that all replicas are in sync", () -> {
                try {
                    return admin.describeTopics(List.of(topic)).allTopicNames().get(30, TimeUnit.SECONDS).get(topic)
                            .partitions().stream().allMatch(p -> p.isr().size() == cluster.size());
                } catch (Exception e) {
                    return false;
                }
            });
        }
    }

    /** To be called when the brokers have stopped: the segments of all replicas are the same, byte for byte. */
    void bytes() throws IOException {
        for (int p = 0; p < journal.partitions(); p++) {
            Map<String, Path> first = segments(1, p);
            for (int id = 2; id <= cluster.size(); id++) {
                Map<String, Path> other = segments(id, p);
                if (!first.keySet().equals(other.keySet())) {
                    // Where segments end is each broker's own affair; what they hold together is not.
                    compareWhole(p, id, first, other);
                    continue;
                }
                for (Map.Entry<String, Path> each : first.entrySet()) {
                    long at = Files.mismatch(each.getValue(), other.get(each.getKey()));
                    if (at >= 0) journal.complain("partition " + p + ": " + each.getKey() + " of broker " + id
                            + " differs from broker 1's at byte " + at);
                }
            }
        }
    }

    private void compareWhole(int partition, int id, Map<String, Path> a, Map<String, Path> b) throws IOException {
        byte[] one = whole(a);
        byte[] two = whole(b);
        int at = Arrays.mismatch(one, two);
        if (at >= 0) {
            journal.complain("partition " + partition + " of broker " + id + " differs from broker 1's at byte " + at
                    + " of " + one.length + " and " + two.length);
        }
    }

    private static byte[] whole(Map<String, Path> segments) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path each : segments.values()) all.write(Files.readAllBytes(each));
        return all.toByteArray();
    }

    private Map<String, Path> segments(int id, int partition) throws IOException {
        Map<String, Path> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(cluster.data(id).resolve(topic + "-" + partition))) {
            files.filter(f -> f.toString().endsWith(".log")).forEach(f -> found.put(f.getFileName().toString(), f));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }
}
