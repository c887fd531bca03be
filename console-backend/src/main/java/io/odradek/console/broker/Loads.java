package io.odradek.console.broker;

import io.odradek.console.broker.BrokerLoad.RequestRow;
import io.odradek.console.inside.LoadInside;
import io.odradek.console.inside.LoadInside.RequestInside;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The last minute of brokers' requests, from what they had counted at each look: nobody looks when nobody asks, and
 * then the first answer is of all the time since the broker was started. Any thread.
 */
final class Loads {

    /** As long as a person remembers. */
    private static final long WINDOW_MS = 60_000;
    /** Between two looks that are kept: 13 for a broker. */
    private static final long APART_MS = 5_000;
    /** They wait for more data, or for other members. */
    private static final Set<String> WAITING = Set.of("Fetch", "JoinGroup", "SyncGroup");

    private final Map<String, Deque<Look>> looks = new HashMap<>();

    private record Look(long atMs, LoadInside load) {
    }

    synchronized BrokerLoad of(String cluster, int broker, LoadInside now, long nowMs) {
        Deque<Look> kept = looks.computeIfAbsent(cluster + "/" + broker, _ -> new ArrayDeque<>());
        if (!kept.isEmpty() && count(now) < count(kept.peekLast().load())) {
            kept.clear();
        }
        while (kept.size() > 1 && nowMs - kept.peekFirst().atMs() > WINDOW_MS) {
            kept.removeFirst();
        }
        Look from = kept.peekFirst();
        if (from == null || nowMs - kept.peekLast().atMs() >= APART_MS) {
            kept.addLast(new Look(nowMs, now));
        }
        return between(broker, from == null || nowMs - from.atMs() < APART_MS ? null : from, now, nowMs);
    }

    private static long count(LoadInside load) {
        return load.requests().values().stream().mapToLong(each -> sum(each.counts())).sum();
    }

    private static BrokerLoad between(int broker, Look from, LoadInside now, long nowMs) {
        long windowMs = from == null ? 0 : nowMs - from.atMs();
        List<RequestRow> rows = new ArrayList<>();
        long[] prompt = null;
        long[] bounds = null;
        long all = 0;
        for (Map.Entry<String, RequestInside> each : now.requests().entrySet()) {
            RequestInside before = from == null ? null : from.load().requests().get(each.getKey());
            RequestInside after = each.getValue();
            long[] counts = minus(after.counts(), before == null ? null : before.counts());
            long count = sum(counts);
            if (count == 0) {
                continue;
            }
            all += count;
            bounds = after.boundsNs();
            if (!WAITING.contains(each.getKey())) {
                prompt = plus(counts, prompt);
            }
            rows.add(new RequestRow(each.getKey(), count, rate(count, windowMs), quantileMs(counts, bounds, 0.5),
                    quantileMs(counts, bounds, 0.99),
                    meanMs(after.queueNs(), before == null ? 0 : before.queueNs(), count),
                    meanMs(after.localNs(), before == null ? 0 : before.localNs(), count),
                    meanMs(after.remoteNs(), before == null ? 0 : before.remoteNs(), count),
                    meanMs(after.sendNs(), before == null ? 0 : before.sendNs(), count)));
        }
        rows.sort(Comparator.comparingDouble((RequestRow row) -> row.count() * (row.queueMs() + row.localMs()
                + row.remoteMs() + row.sendMs())).reversed());
        return new BrokerLoad(broker, now.idle(), now.connections(),
                prompt == null ? 0 : quantileMs(prompt, bounds, 0.5),
                prompt == null ? 0 : quantileMs(prompt, bounds, 0.99), rate(all, windowMs), windowMs, rows);
    }

    /** Upper bound of the bucket that holds this share of them; of the last bucket, the one before. */
    private static double quantileMs(long[] counts, long[] boundsNs, double share) {
        long wanted = (long) Math.ceil(sum(counts) * share);
        for (int i = 0; i < counts.length; i++) {
            wanted -= counts[i];
            if (wanted <= 0) {
                return boundsNs[Math.min(i, boundsNs.length - 2)] / 1e6;
            }
        }
        return 0;
    }

    private static double rate(long count, long windowMs) {
        return windowMs == 0 ? 0 : count * 1_000.0 / windowMs;
    }

    private static double meanMs(long afterNs, long beforeNs, long count) {
        return (afterNs - beforeNs) / 1e6 / count;
    }

    private static long[] minus(long[] after, long[] before) {
        long[] left = after.clone();
        for (int i = 0; before != null && i < left.length; i++) {
            left[i] -= before[i];
        }
        return left;
    }

    private static long[] plus(long[] one, long[] other) {
        long[] both = one.clone();
        for (int i = 0; other != null && i < both.length; i++) {
            both[i] += other[i];
        }
        return both;
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }
}
