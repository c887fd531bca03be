package io.odradek.console.reassign;

import io.odradek.console.kafka.Place;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Who holds what, to try moves on. Every replica that is placed or taken away changes the counts. One thread. */
final class Board {

    private final TreeMap<Place, List<Integer>> replicas = new TreeMap<>();
    private final Map<Place, Long> sizes = new HashMap<>();
    private final Map<Integer, Integer> counts = new TreeMap<>();
    private final Map<Integer, String> racks = new HashMap<>();
    private final Set<Integer> online = new HashSet<>();

    Board(Snapshot snapshot) {
        for (BrokerState broker : snapshot.brokers()) {
            racks.put(broker.id(), broker.rack() == null ? "" : broker.rack());
            counts.put(broker.id(), 0);
            if (broker.online()) {
                online.add(broker.id());
            }
        }
        snapshot.topics().values().forEach(topic -> {
            for (PartitionState partition : topic.partitions()) {
                Place place = new Place(topic.name(), partition.partition());
                replicas.put(place, List.copyOf(partition.replicas()));
                sizes.put(place, partition.sizeBytes());
                partition.replicas().forEach(id -> counts.merge(id, 1, Integer::sum));
            }
        });
    }

    Map<Place, List<Integer>> replicas() {
        return replicas;
    }

    List<Integer> of(Place place) {
        return replicas.get(place);
    }

    /** Bytes of one replica; -1 when unknown. */
    long size(Place place) {
        return sizes.getOrDefault(place, -1L);
    }

    Set<Integer> online() {
        return online;
    }

    int count(int broker) {
        return counts.getOrDefault(broker, 0);
    }

    void put(Place place, List<Integer> next) {
        replicas.put(place, List.copyOf(next)).forEach(id -> counts.merge(id, -1, Integer::sum));
        next.forEach(id -> counts.merge(id, 1, Integer::sum));
    }

    /**
     * The best broker for one more replica beside these: online, in a rack of its own where there is one, with the
     * fewest replicas; -1 when none is left.
     */
    int best(List<Integer> beside, Set<Integer> among) {
        return among.stream().filter(online::contains).filter(id -> !beside.contains(id))
                .min(Comparator.<Integer>comparingInt(id -> shared(id, beside)).thenComparingInt(this::count)
                        .thenComparingInt(id -> id)).orElse(-1);
    }

    /** How many of these are in the same rack. */
    int shared(int broker, List<Integer> beside) {
        String rack = racks.getOrDefault(broker, "");
        return rack.isEmpty() ? 0 : (int) beside.stream().filter(id -> id != broker)
                .filter(id -> rack.equals(racks.get(id))).count();
    }

    /** Counts and bytes of every broker, for comparing. */
    Map<Integer, long[]> loads() {
        Map<Integer, long[]> loads = new TreeMap<>();
        counts.keySet().forEach(id -> loads.put(id, new long[3]));
        replicas.forEach((place, ids) -> {
            for (int i = 0; i < ids.size(); i++) {
                long[] load = loads.computeIfAbsent(ids.get(i), _ -> new long[3]);
                load[0]++;
                load[1] += i == 0 ? 1 : 0;
                load[2] += Math.max(0, size(place));
            }
        });
        return loads;
    }

    List<Place> places(Set<String> topics) {
        return replicas.keySet().stream().filter(place -> topics.contains(place.topic()))
                .collect(Collectors.toCollection(ArrayList::new));
    }
}
