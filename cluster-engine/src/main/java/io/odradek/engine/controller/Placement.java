package io.odradek.engine.controller;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where new replicas go, as Kafka's AdminUtils has it: leaders round robin over the brokers from a starting point,
 * followers behind
 * with a shift that grows each round, so that a broker's followers are spread over all others. With racks, brokers are
 * taken from the racks in turn and a partition's replicas in different racks as long as there are racks without one.
 */
final class Placement {
    private final List<Integer> brokers;
    /** By broker; empty where racks do not count. */
    private final Map<Integer, String> racks;

    /**
     * A placement over these brokers.
     *
     * @param racks rack of each broker, null or missing where it has none; racks count only where every broker has one
     */
    Placement(Collection<Integer> brokers, Map<Integer, String> racks) {
        boolean aware = !brokers.isEmpty() && brokers.stream().allMatch(b -> racks.get(b) != null);
        this.racks = aware ? Map.copyOf(racks) : Map.of();
        this.brokers = aware ? alternating(brokers, racks) : brokers.stream().sorted().toList();
    }

    /** Replicas of partitions {@code first} to {@code first + count - 1}. Factor at most the number of brokers. */
    SortedMap<Integer, List<Integer>> assign(int first, int count, int factor, int startIndex, int startShift) {
        SortedMap<Integer, List<Integer>> result = new TreeMap<>();
        int n = brokers.size();
        int shift = startShift;
        for (int p = first; p < first + count; p++) {
            if (p > 0 && p % n == 0) shift++;
            int leader = (p + startIndex) % n;
            result.put(p, racks.isEmpty() ? plain(leader, factor, shift) : byRack(leader, factor, shift));
        }
        return result;
    }

    /** Where a broker stands in the round: the start for partitions added to a topic whose first replica is there. */
    int indexOf(int broker) {
        return Math.max(0, brokers.indexOf(broker));
    }

    private List<Integer> plain(int leader, int factor, int shift) {
        List<Integer> replicas = new ArrayList<>(factor);
        replicas.add(brokers.get(leader));
        for (int j = 0; j < factor - 1; j++) replicas.add(brokers.get(replica(leader, shift, j, brokers.size())));
        return replicas;
    }

    private List<Integer> byRack(int leader, int factor, int shift) {
        int n = brokers.size();
        int rackCount = new HashSet<>(racks.values()).size();
        List<Integer> replicas = new ArrayList<>(factor);
        replicas.add(brokers.get(leader));
        Set<String> racksUsed = new HashSet<>(Set.of(racks.get(brokers.get(leader))));
        int k = 0;
        while (replicas.size() < factor) {
            int broker = brokers.get(replica(leader, shift * rackCount, k++, n));
            String rack = racks.get(broker);
            boolean rackFree = !racksUsed.contains(rack) || racksUsed.size() == rackCount;
            boolean brokerFree = !replicas.contains(broker);
            if (rackFree && brokerFree) {
                replicas.add(broker);
                racksUsed.add(rack);
            }
        }
        return replicas;
    }

    private static int replica(int first, int secondShift, int index, int n) {
        return n == 1 ? first : (first + 1 + (secondShift + index) % (n - 1)) % n;
    }

    /** One broker of each rack in turn: racks by name, brokers of a rack by id. */
    private static List<Integer> alternating(Collection<Integer> brokers, Map<Integer, String> racks) {
        Map<String, List<Integer>> byRack = new TreeMap<>();
        brokers.stream().sorted().forEach(b -> byRack.computeIfAbsent(racks.get(b), _ -> new ArrayList<>()).add(b));
        Map<String, Integer> at = new LinkedHashMap<>();
        List<Integer> result = new ArrayList<>();
        while (result.size() < brokers.size()) {
            byRack.forEach((rack, ids) -> {
                int i = at.merge(rack, 1, Integer::sum) - 1;
                if (i < ids.size()) result.add(ids.get(i));
            });
        }
        return result;
    }
}
