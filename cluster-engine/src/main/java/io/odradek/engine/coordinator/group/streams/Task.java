package io.odradek.engine.coordinator.group.streams;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;

/** One partition of a subtopology's input, and what is computed from it. */
record Task(String subtopology, int partition) implements Comparable<Task> {
    @Override
    public int compareTo(Task o) {
        int s = subtopology.compareTo(o.subtopology);
        return s != 0 ? s : Integer.compare(partition, o.partition);
    }

    /** By subtopology, as every message has them. */
    static <T> List<T> listed(Set<Task> tasks, BiFunction<String, List<Integer>, T> make) {
        Map<String, List<Integer>> by = new TreeMap<>();
        new TreeSet<>(tasks).forEach(t -> by.computeIfAbsent(t.subtopology, s -> new ArrayList<>()).add(t.partition));
        List<T> all = new ArrayList<>(by.size());
        by.forEach((s, p) -> all.add(make.apply(s, p)));
        return all;
    }

    static <T> Set<Task> read(Collection<T> from, Function<T, String> subtopology,
                              Function<T, List<Integer>> partitions) {
        Set<Task> all = new TreeSet<>();
        for (T t : from) for (int p : partitions.apply(t)) all.add(new Task(subtopology.apply(t), p));
        return all;
    }
}
