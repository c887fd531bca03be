package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What clients were told, held against what was committed: at once where that can be, and whole in the end. */
final class History {
    private final World world;
    private final Checker checker;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private int acknowledged;
    private int read;

    History(World world, Checker checker) {
        this.world = world;
        this.checker = checker;
    }

    boolean promised(TopicPartition name) {
        return checker.committed(name).promised();
    }

    /** Of every partition of the topic. */
    boolean promised(String topic) {
        return checker.all().values().stream().noneMatch(c -> c.name().topic().equals(topic) && !c.promised());
    }

    int acknowledged() {
        return acknowledged;
    }

    int read() {
        return read;
    }

    /** A broker acknowledged the batch to a producer with acks=all. */
    void acknowledged(TopicPartition name, Producer.Batch batch) {
        if (batch.offset < 0) acknowledged++;
        else acknowledged(name, batch.offset, batch.values);
    }

    /** As above, where the offset is known. */
    void acknowledged(TopicPartition name, long offset, List<String> values) {
        acknowledged++;
        Committed c = checker.committed(name);
        if (!c.promised()) return;
        Batches.Batch there = c.at(offset);
        if (there == null || there.base() != offset || !there.values().equals(values)) {
            throw new Violation("what is acknowledged with acks=all is committed", name + " at " + offset + ": "
                    + values + ", committed is " + there + " up to " + c.end());
        }
    }

    /** A consumer got the batch. */
    void read(TopicPartition name, Batches.Batch batch) {
        read += batch.values().size();
        Committed c = checker.committed(name);
        if (!c.promised()) return;
        Batches.Batch there = c.at(batch.base());
        if (there == null || !there.same(batch)) {
            throw new Violation("consumers read what is committed", name + ": " + batch + ", committed is " + there);
        }
    }

    /** A consumer is told that what it read is not there. */
    void lostSight(TopicPartition name, String what) {
        if (promised(name)) throw new Violation("what was read stays", name + ": " + what);
    }

    /** The largest end that any consumer was told so far. */
    long knownEnd(TopicPartition name) {
        return ends.getOrDefault(name, 0L);
    }

    /** @param before what was known when the question was asked */
    void told(TopicPartition name, long end, long before, String who) {
        world.trace().mix(end);
        ends.merge(name, end, Math::max);
        if (end < before && promised(name)) {
            throw new Violation("the high watermark never goes back for a consumer",
                    name + ": " + who + " is told " + end + " after " + before);
        }
    }

    /** The epoch in which the broker leads by ZooKeeper's word and its own; -1 where it does not. */
    int reign(TopicPartition name, int broker) {
        return checker.reign(name, broker);
    }

    /** The oldest batch that a producer waits for is refused by its leader as if one before it were missing. */
    void outOfOrder(Client who, TopicPartition name, Producer.Batch batch) {
        if (promised(name)) {
            throw new Violation("the sequence of an idempotent producer has no gap",
                    name + ": " + who + " sends " + batch.values + " next");
        }
    }

    /** An answer that a healthy cluster never gives, whatever happens to it. */
    void unexpected(TopicPartition name, String what) {
        boolean coordinators = promised("__consumer_offsets") && promised("__transaction_state");
        boolean healthy = name == null ? coordinators : promised(name);
        if (healthy) throw new Violation("clients are told only what they can act on", name + ": " + what);
    }

    /** Acknowledged is there, once and in order where that is promised. */
    void complete(List<Producer> producers) {
        Map<String, List<Integer>> found = new HashMap<>();
        checker.all().forEach((name, c) -> c.all().forEach(b -> b.values().forEach(v -> {
            int slash = v.lastIndexOf('/');
            if (slash > 0 && v.startsWith("p")) {
                found.computeIfAbsent(name + " " + v.substring(0, slash), _ -> new ArrayList<>())
                        .add(Integer.parseInt(v.substring(slash + 1)));
            }
        })));
        for (Producer p : producers) {
            for (Producer.Stream s : p.streams()) {
                if (!promised(s.name) || p.kind() == Producer.Kind.CARELESS) continue;
                List<Integer> there = found.getOrDefault(s.name + " " + p, List.of());
                if (p.kind() == Producer.Kind.IDEMPOTENT) exactly(s, p, there);
                else atLeast(s, p, there);
            }
        }
    }

    /** Committed transactions are there whole, all others not at all. */
    void complete(Transactor x, List<TopicPartition> partitions) {
        if (!promised("__transaction_state")) return;
        Map<Integer, Map<TopicPartition, Boolean>> outcomes = new HashMap<>();
        for (TopicPartition name : partitions) {
            if (!promised(name)) return;
            Map<Long, List<Integer>> open = new HashMap<>();
            for (Batches.Batch b : checker.committed(name).all()) {
                if (b.marker() != null) {
                    List<Integer> ended = open.remove(b.producerId());
                    if (ended != null) ended.forEach(n -> outcomes.computeIfAbsent(n, _ -> new TreeMap<>(
                            Comparator.comparing(TopicPartition::toString))).put(name, b.marker()));
                }
                for (String v : b.values()) {
                    if (!v.startsWith(x + "#")) continue;
                    open.computeIfAbsent(b.producerId(), _ -> new ArrayList<>())
                            .add(Integer.parseInt(v.substring(v.indexOf('#') + 1)));
                }
            }
            if (!open.isEmpty()) throw new Violation("every transaction ends", name + ": " + open);
        }
        for (int n = 0; n < x.transactions().size(); n++) {
            judge(x + "#" + n, x.transactions().get(n), outcomes.getOrDefault(n, Map.of()));
        }
    }

    private static void judge(String who, Transactor.Transaction t, Map<TopicPartition, Boolean> there) {
        long committed = there.values().stream().filter(c -> c).count();
        boolean whole = committed == t.partitions.size();
        boolean right = switch (t.fate) {
            case COMMITTED -> whole;
            case ABORTED, OPEN -> committed == 0;
            case ASKED_TO_COMMIT -> whole || committed == 0;
        };
        if (!right) {
            throw new Violation("transactions are seen whole or not at all", who + " over " + t.partitions + " is "
                    + t.fate + ": " + there);
        }
    }

    private static void exactly(Producer.Stream s, Producer p, List<Integer> there) {
        for (int i = 0; i < Math.max(s.nextSequence, there.size()); i++) {
            if (i >= there.size() || i >= s.nextSequence || there.get(i) != i) {
                throw new Violation("with idempotence each record is there once, in order",
                        s.name + " has of " + p + ", who sent " + s.nextSequence + ": " + there);
            }
        }
    }

    private static void atLeast(Producer.Stream s, Producer p, List<Integer> there) {
        int next = 0;
        for (int n : there) {
            if (n > next) break;
            next = Math.max(next, n + 1);
        }
        if (next < s.nextSequence) {
            throw new Violation("every acknowledged record is there, for the first time in order",
                    s.name + " has of " + p + ", who sent " + s.nextSequence + ": " + there);
        }
    }
}
