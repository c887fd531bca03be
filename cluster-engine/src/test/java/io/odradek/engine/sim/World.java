package io.odradek.engine.sim;

import io.odradek.engine.env.Rng;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Time, chance and what is to happen. Events happen in the order of their times; those of the same microsecond in the
 * order in which they were planned. Everything that leaves something to chance asks {@link #random}, so the seed alone
 * decides.
 */
public final class World implements Rng {
    private record Event(long atUs, long number, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event o) {
            return atUs != o.atUs ? Long.compare(atUs, o.atUs) : Long.compare(number, o.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private final Trace trace;
    private long nowUs = 1_000_000;
    private long number;
    private long steps;
    private int lanes;

    public World(long seed) {
        random = new SplittableRandom(seed);
        trace = new Trace(this);
    }

    public SplittableRandom random() {
        return random;
    }

    public Trace trace() {
        return trace;
    }

    public long nowUs() {
        return nowUs;
    }

    public long nowMs() {
        return nowUs / 1000;
    }

    /** How many events have happened. */
    public long steps() {
        return steps;
    }

    int nextLane() {
        return ++lanes;
    }

    /** True once in {@code every} times. */
    public boolean oneIn(int every) {
        return random.nextInt(every) == 0;
    }

    /** Mostly short, now and then long: what queues and networks do. */
    public long delayUs(long usualUs, long rareUs) {
        return oneIn(50) ? random.nextLong(rareUs) + 1 : random.nextLong(usualUs) + 1;
    }

    public void at(long delayUs, Runnable task) {
        events.add(new Event(nowUs + delayUs, number++, task));
    }

    /** Lets the next event happen; false where there is none. */
    public boolean step() {
        Event next = events.poll();
        if (next == null) return false;
        nowUs = Math.max(nowUs, next.atUs);
        steps++;
        next.task.run();
        return true;
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public void nextBytes(byte[] into) {
        for (int i = 0; i < into.length; i++) into[i] = (byte) random.nextInt();
    }
}
