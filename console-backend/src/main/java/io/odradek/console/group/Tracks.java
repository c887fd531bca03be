package io.odradek.console.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last quarter of an hour of many values, a sample every ten seconds. Keys that are not in a sample are forgotten;
 * beyond {@link #KEYS} new ones are not kept. One thread at a time.
 */
final class Tracks<K> {

    /** 15 minutes of samples every 10 s. */
    private static final int SAMPLES = 90;
    static final long PERIOD_MS = 10_000;
    /** 20,000 keys of 90 longs: 14 MB. */
    private static final int KEYS = 20_000;
    private static final long NONE = -1;

    private final long[] times = new long[SAMPLES];
    private final Map<K, long[]> tracks = new HashMap<>();
    private int next;
    private int count;

    /** Takes a sample of values from 0 on, unless the last one is too young. */
    synchronized void sample(long nowMs, Map<K, Long> values) {
        if (count > 0 && nowMs - times[(next + SAMPLES - 1) % SAMPLES] < PERIOD_MS) {
            return;
        }
        tracks.keySet().retainAll(values.keySet());
        times[next] = nowMs;
        tracks.values().forEach(track -> track[next] = NONE);
        values.forEach((key, value) -> {
            long[] track = tracks.get(key);
            if (track == null && tracks.size() < KEYS) {
                track = new long[SAMPLES];
                Arrays.fill(track, NONE);
                tracks.put(key, track);
            }
            if (track != null) {
                track[next] = value;
            }
        });
        next = (next + 1) % SAMPLES;
        count = Math.min(SAMPLES, count + 1);
    }

    /** Oldest first, without those where it was unknown. */
    synchronized List<LagSample> of(K key) {
        List<LagSample> samples = new ArrayList<>();
        long[] track = tracks.get(key);
        for (int i = 0; track != null && i < count; i++) {
            int at = (next - count + i + SAMPLES) % SAMPLES;
            if (track[at] != NONE) {
                samples.add(new LagSample(times[at], track[at]));
            }
        }
        return samples;
    }

    /** The value at about that time, or -1 when nothing is known from then. */
    synchronized long at(K key, long timeMs) {
        return of(key).stream().filter(sample -> Math.abs(sample.timeMs() - timeMs) <= 2 * PERIOD_MS)
                .mapToLong(LagSample::lag).findFirst().orElse(NONE);
    }

    /**
     * When a growing value passed this one, between two samples by straight line; -1 when that was before the first
     * sample or has not been seen.
     */
    synchronized long passed(K key, long value) {
        LagSample before = null;
        for (LagSample sample : of(key)) {
            if (sample.lag() > value) {
                if (before == null) {
                    return NONE;
                }
                double part = (double) (value - before.lag()) / (sample.lag() - before.lag());
                return before.timeMs() + Math.round(part * (sample.timeMs() - before.timeMs()));
            }
            before = sample;
        }
        return NONE;
    }
}
