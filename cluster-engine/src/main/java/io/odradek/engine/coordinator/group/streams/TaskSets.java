package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.group.epoch.Holding;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** Tasks by the role in which a member has them. Never changes. */
record TaskSets(Set<Task> active, Set<Task> standby, Set<Task> warmup) implements Holding<TaskSets> {
    static final TaskSets NONE = new TaskSets(Set.of(), Set.of(), Set.of());

    @Override
    public boolean isEmpty() {
        return active.isEmpty() && standby.isEmpty() && warmup.isEmpty();
    }

    @Override
    public TaskSets and(TaskSets o) {
        return new TaskSets(and(active, o.active), and(standby, o.standby), and(warmup, o.warmup));
    }

    @Override
    public TaskSets minus(TaskSets o) {
        return new TaskSets(minus(active, o.active), minus(standby, o.standby), minus(warmup, o.warmup));
    }

    @Override
    public TaskSets plus(TaskSets o) {
        return new TaskSets(plus(active, o.active), plus(standby, o.standby), plus(warmup, o.warmup));
    }

    @Override
    public boolean containsAll(TaskSets o) {
        return active.containsAll(o.active) && standby.containsAll(o.standby) && warmup.containsAll(o.warmup);
    }

    @Override
    public TaskSets none() {
        return NONE;
    }

    /** Every task in whatever role. */
    Set<Task> all() {
        return plus(plus(active, standby), warmup);
    }

    private static Set<Task> and(Set<Task> a, Set<Task> b) {
        Set<Task> r = new TreeSet<>(a);
        r.retainAll(new HashSet<>(b));
        return r;
    }

    private static Set<Task> minus(Set<Task> a, Set<Task> b) {
        Set<Task> r = new TreeSet<>(a);
        r.removeAll(new HashSet<>(b));
        return r;
    }

    private static Set<Task> plus(Set<Task> a, Set<Task> b) {
        Set<Task> r = new TreeSet<>(a);
        r.addAll(b);
        return r;
    }
}
