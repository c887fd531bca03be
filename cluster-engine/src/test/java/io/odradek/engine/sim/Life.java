package io.odradek.engine.sim;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Lanes;
import io.odradek.engine.env.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.MDC;

/**
 * One process from its start to its death: its lanes, timers and clock. A dead one does nothing any more; a paused one
 * (SIGSTOP, a long collection of garbage) goes on later.
 */
public final class Life implements Clock, Timers, Lanes {
    private static final long EPOCH_MS = 1_700_000_000_000L;
    /** A lane takes up its next task after some microseconds, and rarely after milliseconds, as threads do. */
    private static final long USUAL_US = 40;
    private static final long RARE_US = 5_000;

    private final World world;
    private final String name;
    private final List<SimLane> owners = new ArrayList<>();
    private final SimLane disk;
    private final SimLane controller;
    private Runnable after = () -> { };
    private SimLane current;
    private boolean dead;
    private long pausedUntilUs;
    private long wallOffsetMs;

    public Life(World world, String name, int owners, long wallOffsetMs) {
        this.world = world;
        this.name = name;
        this.wallOffsetMs = wallOffsetMs;
        for (int i = 0; i < owners; i++) this.owners.add(new SimLane(name + "-lane-" + i));
        disk = new SimLane(name + "-disk");
        controller = new SimLane(name + "-controller");
    }

    /** Called after each task of this process. */
    void after(Runnable check) {
        after = check;
    }

    public boolean dead() {
        return dead;
    }

    public void die() {
        dead = true;
        owners.forEach(l -> l.queue.clear());
        disk.queue.clear();
        controller.queue.clear();
    }

    public void pause(long us) {
        pausedUntilUs = Math.max(pausedUntilUs, world.nowUs() + us);
    }

    public void resume() {
        pausedUntilUs = 0;
    }

    public boolean paused() {
        return pausedUntilUs > world.nowUs();
    }

    void jump(long ms) {
        wallOffsetMs += ms;
    }

    @Override
    public long wallMs() {
        return EPOCH_MS + world.nowMs() + wallOffsetMs;
    }

    @Override
    public long monotonicNs() {
        return world.nowUs() * 1000;
    }

    @Override
    public Timer after(long delayMs, Lane lane, Runnable task) {
        boolean[] over = {false};
        world.at(Math.max(0, delayMs) * 1000, () -> {
            if (!over[0] && !dead) {
                lane.offer(() -> {
                    if (over[0]) return;
                    over[0] = true;
                    task.run();
                });
            }
        });
        return () -> {
            boolean first = !over[0];
            over[0] = true;
            return first;
        };
    }

    @Override
    public Lane owner(int hash) {
        return owners.get(Math.floorMod(hash * 0x9E3779B9 >>> 16, owners.size()));
    }

    /** Any owner lane: a connection's loop. */
    SimLane anyOwner() {
        return owners.get(world.random().nextInt(owners.size()));
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
    public SimLane controller() {
        return controller;
    }

    /** A queue of its own that takes its time. */
    final class SimLane implements Lane {
        private final String laneName;
        private final int ordinal = world.nextLane();
        private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
        private boolean woken;

        SimLane(String laneName) {
            this.laneName = laneName;
        }

        @Override
        public String name() {
            return laneName;
        }

        @Override
        public boolean isCurrent() {
            return current == this;
        }

        @Override
        public boolean offer(Runnable task) {
            if (dead) return false;
            queue.add(task);
            if (!woken) wake(world.delayUs(USUAL_US, RARE_US));
            return true;
        }

        @Override
        public void execute(Runnable task) {
            // A dead process runs nothing, and so has nobody who would hear of the refusal.
            offer(task);
        }

        private void wake(long delayUs) {
            woken = true;
            world.at(delayUs, this::turn);
        }

        private void turn() {
            woken = false;
            if (dead || queue.isEmpty()) return;
            if (paused()) {
                wake(pausedUntilUs - world.nowUs());
                return;
            }
            for (int i = 1 + world.random().nextInt(4); i > 0 && !queue.isEmpty() && !dead; i--) carryOut(queue.poll());
            if (!queue.isEmpty()) wake(world.delayUs(USUAL_US, RARE_US));
        }

        private void carryOut(Runnable task) {
            world.trace().mix(world.nowUs() << 16 ^ ordinal);
            current = this;
            MDC.put("lane", laneName);
            try {
                task.run();
            } catch (Violation e) {
                throw e;
            } catch (RuntimeException e) {
                throw new Violation("no task of a lane fails", laneName + " at " + world.nowMs() + " ms: " + e, e);
            } finally {
                current = null;
            }
            after.run();
        }

        @Override
        public int hashCode() {
            return ordinal;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public String toString() {
            return laneName;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
