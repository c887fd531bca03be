package io.odradek.console.replication;

import io.odradek.console.inside.Standings.Standing;
import io.odradek.console.kafka.Place;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What became of the in-sync replicas of one cluster: the last changes, since the first look. Any thread. */
final class IsrHistory {

    /** 5,000 of some 200 bytes: 1 MB. */
    private static final int KEPT = 5_000;

    private final Deque<IsrChange> changes = new ArrayDeque<>();
    private Map<Place, Standing> known = new HashMap<>();
    private long sinceMs;
    private long forgottenMs;

    /** Takes all partitions as they are now; answers what has changed, oldest first. */
    synchronized List<IsrChange> see(long nowMs, Consumer<BiConsumer<Place, Standing>> each) {
        Map<Place, Standing> before = known;
        Map<Place, Standing> now = new HashMap<>(before.size() * 2);
        List<IsrChange> news = new ArrayList<>();
        each.accept((place, standing) -> {
            now.put(place, standing);
            Standing old = before.get(place);
            if (old != null && differs(old, standing)) {
                news.add(new IsrChange(nowMs, place.topic(), place.partition(), old.leader(), standing.leader(),
                        standing.leaderEpoch(), old.isr(), standing.isr()));
            }
        });
        known = now;
        if (sinceMs == 0) {
            sinceMs = nowMs;
        }
        for (IsrChange change : news) {
            changes.addLast(change);
            if (changes.size() > KEPT) {
                forgottenMs = changes.removeFirst().timeMs();
            }
        }
        return news;
    }

    /** The order of replicas says nothing. */
    private static boolean differs(Standing one, Standing other) {
        return one.leader() != other.leader() || one.isr().size() != other.isr().size()
                || !new HashSet<>(one.isr()).containsAll(other.isr());
    }

    /** From when on all changes are known, epoch milliseconds; 0 before the first look. */
    synchronized long sinceMs() {
        return Math.max(sinceMs, forgottenMs);
    }

    /** Newest first; of this topic, or of all where it is empty. */
    synchronized List<IsrChange> newest(String topic, int limit) {
        List<IsrChange> newest = new ArrayList<>();
        for (var all = changes.descendingIterator(); all.hasNext() && newest.size() < limit; ) {
            IsrChange change = all.next();
            if (topic.isEmpty() || change.topic().equals(topic)) {
                newest.add(change);
            }
        }
        return newest;
    }

    /** Shrinks, expands and elections since then. */
    synchronized Tally tally(long fromMs) {
        int[] counts = new int[3];
        for (var all = changes.descendingIterator(); all.hasNext(); ) {
            IsrChange change = all.next();
            if (change.timeMs() < fromMs) {
                break;
            }
            counts[0] += change.shrink() ? 1 : 0;
            counts[1] += change.expand() ? 1 : 0;
            counts[2] += change.election() ? 1 : 0;
        }
        return new Tally(counts[0], counts[1], counts[2], Math.max(sinceMs(), fromMs));
    }

    /** Of the topic's partitions from {@code first} to before {@code end}, as far back as {@code fromMs}. */
    synchronized List<IsrTimeline> timelines(String topic, int first, int end, long fromMs, long nowMs) {
        Map<Integer, List<IsrChange>> byPartition = new HashMap<>();
        for (IsrChange change : changes) {
            if (change.topic().equals(topic) && change.timeMs() >= fromMs) {
                byPartition.computeIfAbsent(change.partition(), _ -> new ArrayList<>()).add(change);
            }
        }
        List<IsrTimeline> timelines = new ArrayList<>();
        for (int partition = first; partition < end; partition++) {
            Standing standing = known.get(new Place(topic, partition));
            if (standing != null) {
                timelines.add(new IsrTimeline(partition, standing.replicas(), spans(standing,
                        byPartition.getOrDefault(partition, List.of()), Math.max(sinceMs(), fromMs), nowMs)));
            }
        }
        return timelines;
    }

    private static List<IsrTimeline.Span> spans(Standing now, List<IsrChange> changes, long fromMs, long nowMs) {
        List<IsrTimeline.Span> spans = new ArrayList<>();
        long from = fromMs;
        int epoch = -1;
        for (IsrChange change : changes) {
            spans.add(new IsrTimeline.Span(from, change.timeMs(), change.leaderBefore(), epoch, change.before()));
            from = change.timeMs();
            epoch = change.leaderEpoch();
        }
        spans.add(new IsrTimeline.Span(from, nowMs, now.leader(), now.leaderEpoch(), now.isr()));
        return spans;
    }
}
