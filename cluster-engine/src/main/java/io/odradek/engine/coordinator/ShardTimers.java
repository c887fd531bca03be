package io.odradek.engine.coordinator;

import io.odradek.engine.env.Clock;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Timers;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Named deadlines of one shard; when one passes its event runs like any other. Setting a name again replaces it. Moving
 * a deadline further away, as every heartbeat does, only writes a number: the timer that is already set looks again
 * when it fires. Lane of the shard only.
 */
public final class ShardTimers {
    private final Timers timers;
    private final Clock clock;
    private final Lane lane;
    private final Consumer<Supplier<Outcome<Void>>> run;
    private final Map<Object, Entry> entries = new HashMap<>();

    ShardTimers(Timers timers, Clock clock, Lane lane, Consumer<Supplier<Outcome<Void>>> run) {
        this.timers = timers;
        this.clock = clock;
        this.lane = lane;
        this.run = run;
    }

    public void schedule(Object name, long delayMs, Supplier<Outcome<Void>> event) {
        long deadline = clock.monotonicMs() + delayMs;
        Entry entry = entries.get(name);
        if (entry != null && entry.firesAtMs <= deadline) {
            entry.deadlineMs = deadline;
            entry.event = event;
            return;
        }
        if (entry != null) entry.timer.cancel();
        Entry fresh = new Entry(name, deadline, event);
        entries.put(name, fresh);
        fresh.arm(delayMs);
    }

    /** Runs an event as a timer does, as soon as the lane comes to it. Safe on any thread. */
    public void soon(Supplier<Outcome<Void>> event) {
        lane.execute(() -> run.accept(event));
    }

    public void cancel(Object name) {
        Entry entry = entries.remove(name);
        if (entry != null) entry.timer.cancel();
    }

    public boolean isScheduled(Object name) {
        return entries.containsKey(name);
    }

    public int size() {
        return entries.size();
    }

    void cancelAll() {
        entries.values().forEach(e -> e.timer.cancel());
        entries.clear();
    }

    private final class Entry {
        private final Object name;
        private long deadlineMs;
        private long firesAtMs;
        private Supplier<Outcome<Void>> event;
        private Timers.Timer timer;

        private Entry(Object name, long deadlineMs, Supplier<Outcome<Void>> event) {
            this.name = name;
            this.deadlineMs = deadlineMs;
            this.event = event;
        }

        private void arm(long delayMs) {
            firesAtMs = deadlineMs;
            timer = timers.after(delayMs, lane, this::fired);
        }

        private void fired() {
            if (entries.get(name) != this) return;
            long left = deadlineMs - clock.monotonicMs();
            if (left > 0) {
                arm(left);
                return;
            }
            entries.remove(name);
            run.accept(event);
        }
    }
}
