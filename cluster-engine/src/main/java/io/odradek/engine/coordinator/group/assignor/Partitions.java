package io.odradek.engine.coordinator.group.assignor;

import io.odradek.engine.coordinator.group.epoch.Holding;
import io.odradek.engine.wire.Uuid;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/** A set of partitions of topics named by id. Never changes; topics without partitions do not occur. */
public final class Partitions implements Holding<Partitions> {
    public static final Partitions NONE = new Partitions(new TreeMap<>());

    private final SortedMap<Uuid, SortedSet<Integer>> byTopic;

    private Partitions(SortedMap<Uuid, SortedSet<Integer>> byTopic) {
        this.byTopic = byTopic;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Not to be changed. */
    public Map<Uuid, SortedSet<Integer>> byTopic() {
        return byTopic;
    }

    public Set<Integer> of(Uuid topic) {
        SortedSet<Integer> p = byTopic.get(topic);
        return p == null ? Set.of() : p;
    }

    @Override
    public boolean isEmpty() {
        return byTopic.isEmpty();
    }

    @Override
    public Partitions none() {
        return NONE;
    }

    public int size() {
        int n = 0;
        for (SortedSet<Integer> p : byTopic.values()) n += p.size();
        return n;
    }

    public boolean contains(Uuid topic, int partition) {
        return of(topic).contains(partition);
    }

    @Override
    public boolean containsAll(Partitions others) {
        return others.minus(this).isEmpty();
    }

    @Override
    public Partitions and(Partitions others) {
        return only(others::contains);
    }

    @Override
    public Partitions minus(Partitions others) {
        return only((t, p) -> !others.contains(t, p));
    }

    @Override
    public Partitions plus(Partitions others) {
        if (others.isEmpty()) return this;
        return new Builder().addAll(this).addAll(others).build();
    }

    public Partitions only(BiPredicate<Uuid, Integer> wanted) {
        Builder b = new Builder();
        forEach((t, p) -> {
            if (wanted.test(t, p)) b.add(t, p);
        });
        return b.build();
    }

    /** Sees each partition, in order. */
    public interface Visitor {
        void visit(Uuid topic, int partition);
    }

    public void forEach(Visitor v) {
        byTopic.forEach((t, all) -> all.forEach(p -> v.visit(t, p)));
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Partitions p && byTopic.equals(p.byTopic);
    }

    @Override
    public int hashCode() {
        return byTopic.hashCode();
    }

    @Override
    public String toString() {
        return byTopic.toString();
    }

    /** Collects partitions. */
    public static final class Builder {
        private final SortedMap<Uuid, SortedSet<Integer>> byTopic = new TreeMap<>();

        public Builder add(Uuid topic, int partition) {
            byTopic.computeIfAbsent(topic, t -> new TreeSet<>()).add(partition);
            return this;
        }

        public Builder add(Uuid topic, Collection<Integer> partitions) {
            if (!partitions.isEmpty()) byTopic.computeIfAbsent(topic, t -> new TreeSet<>()).addAll(partitions);
            return this;
        }

        public Builder addAll(Partitions others) {
            others.byTopic.forEach(this::add);
            return this;
        }

        public Partitions build() {
            return byTopic.isEmpty() ? NONE : new Partitions(new TreeMap<>(byTopic));
        }
    }
}
