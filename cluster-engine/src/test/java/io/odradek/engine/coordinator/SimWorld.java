package io.odradek.engine.coordinator;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.TreeSet;

/** Time, one lane, timers and randomness of a single-threaded simulation. Nothing runs but by the methods here. */
public final class SimWorld {
    private static final long EPOCH_MS = 1_700_000_000_000L;

    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final TreeSet<Later> later = new TreeSet<>();
    private final Random random;
    private long nowMs;
    private long sequence;
    private boolean running;

    public SimWorld(long seed) {
        random = new Random(seed);
    }

    public final Clock clock = new Clock() {
        @Override
        public long wallMs() {
            return EPOCH_MS + nowMs;
        }

        @Override
        public long monotonicNs() {
            return nowMs * 1_000_000;
        }
    };

    public final Lane lane = new Lane() {
        @Override
        public String name() {
            return "sim";
        }

        @Override
        public boolean isCurrent() {
            return running;
        }

        @Override
        public boolean offer(Runnable task) {
            queue.add(task);
            return true;
        }

        @Override
        public void execute(Runnable task) {
            queue.add(task);
        }
    };

    public final Timers timers = (delayMs, l, task) -> {
        Later entry = new Later(nowMs + Math.max(0, delayMs), sequence++, task);
        later.add(entry);
        return () -> later.remove(entry);
    };

    public final Rng rng = new Rng() {
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
            random.nextBytes(into);
        }
    };

    public Random random() {
        return random;
    }

    public long nowMs() {
        return nowMs;
    }

    public int timersWaiting() {
        return later.size();
    }

    /** Carries out everything that is due now. */
    public void settle() {
        Runnable task;
        while ((task = queue.poll()) != null) {
            running = true;
            try {
                task.run();
            } finally {
                running = false;
            }
        }
    }

    /** Lets time pass, with every timer at its moment. */
    public void pass(long ms) {
        long until = nowMs + ms;
        settle();
        while (!later.isEmpty() && later.first().atMs <= until) {
            Later next = later.pollFirst();
            nowMs = Math.max(nowMs, next.atMs);
            queue.add(next.task);
            settle();
        }
        nowMs = until;
    }

    private record Later(long atMs, long order, Runnable task) implements Comparable<Later> {
        @Override
        public int compareTo(Later o) {
            return atMs != o.atMs ? Long.compare(atMs, o.atMs) : Long.compare(order, o.order);
        }
    }
}
