package io.odradek.engine.api;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Rng;
import io.odradek.engine.env.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** A world in one thread: lanes are queues, time passes only when nothing is left to do now. */
final class SimLoop implements Clock {
    private static final int MOST_STEPS = 1_000_000;

    private record Event(long atMs, long number, SimLane lane, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event o) {
            return atMs != o.atMs ? Long.compare(atMs, o.atMs) : Long.compare(number, o.number);
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Random random = new Random(7);
    private SimLane current;
    private long nowMs = 1_700_000_000_000L;
    private long number;

    @Override
    public long wallMs() {
        return nowMs;
    }

    @Override
    public long monotonicNs() {
        return nowMs * 1_000_000;
    }

    void at(long delayMs, SimLane lane, Runnable task) {
        events.add(new Event(nowMs + delayMs, number++, lane, task));
    }

    /** Runs what comes until the condition holds; fails after so much simulated time. */
    void until(BooleanSupplier condition, long withinMs) {
        long limitMs = nowMs + withinMs;
        for (int steps = 0; !condition.getAsBoolean(); steps++) {
            Event next = events.peek();
            if (next == null || next.atMs > limitMs || steps > MOST_STEPS) {
                throw new AssertionError("not within " + withinMs + " ms of simulated time");
            }
            step();
        }
    }

    void run(long ms) {
        long limitMs = nowMs + ms;
        while (!events.isEmpty() && events.peek().atMs <= limitMs) step();
        nowMs = limitMs;
    }

    private void step() {
        Event next = events.poll();
        nowMs = Math.max(nowMs, next.atMs);
        current = next.lane;
        try {
            next.task.run();
        } catch (RuntimeException e) {
            failures.add(e);
            throw e;
        } finally {
            current = null;
        }
    }

    final class SimLane implements Lane {
        private final String name;
        boolean dead;

        SimLane(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public boolean isCurrent() {
            return current == this;
        }

        @Override
        public boolean offer(Runnable task) {
            at(0, this, () -> {
                if (!dead) task.run();
            });
            return true;
        }

        @Override
        public void execute(Runnable task) {
            offer(task);
        }
    }

    /** The lanes of one broker; dead ones drop their work, as a killed process does. */
    final class SimLanes implements Lanes {
        private final List<SimLane> owners = new ArrayList<>();
        private final SimLane disk;
        private final SimLane controller;

        SimLanes(String broker, int count) {
            for (int i = 0; i < count; i++) owners.add(new SimLane(broker + "-lane-" + i));
            disk = new SimLane(broker + "-disk");
            controller = new SimLane(broker + "-controller");
        }

        @Override
        public Lane owner(int hash) {
            return owners.get(Math.floorMod(hash, owners.size()));
        }

        @Override
        public int owners() {
            return owners.size();
        }

        @Override
        public Lane disk(int hash) {
            return disk;
        }

        @Override
        public Lane controller() {
            return controller;
        }

        void kill() {
            owners.forEach(l -> l.dead = true);
            disk.dead = true;
            controller.dead = true;
        }
    }

    Timers timers() {
        return (delayMs, lane, task) -> {
            boolean[] off = {false};
            SimLane on = (SimLane) lane;
            at(delayMs, on, () -> {
                if (!off[0] && !on.dead) {
                    off[0] = true;
                    task.run();
                }
            });
            return () -> {
                boolean was = off[0];
                off[0] = true;
                return !was;
            };
        };
    }

    Rng rng() {
        return new Rng() {
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
    }
}
