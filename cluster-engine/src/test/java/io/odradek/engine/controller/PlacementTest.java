package io.odradek.engine.controller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The expected tables are those of the comments and tests of Kafka's AdminUtils. */
class PlacementTest {
    private static final Map<Integer, String> RACKS = Map.of(0, "rack1", 1, "rack3", 2, "rack3", 3, "rack2", 4,
            "rack2", 5, "rack1");

    @Test
    void leadersGoRoundAndFollowersShiftEachRound() {
        SortedMap<Integer, List<Integer>> a = new Placement(List.of(0, 1, 2, 3, 4), Map.of()).assign(0, 10, 3, 0, 0);
        assertThat(a).isEqualTo(new TreeMap<>(Map.of(0, List.of(0, 1, 2), 1, List.of(1, 2, 3), 2, List.of(2, 3, 4), 3,
                List.of(3, 4, 0), 4, List.of(4, 0, 1), 5, List.of(0, 2, 3), 6, List.of(1, 3, 4), 7, List.of(2, 4, 0), 8,
                List.of(3, 0, 1), 9, List.of(4, 1, 2))));
    }

    @Test
    void brokersOfRacksAreTakenInTurn() {
        Placement p = new Placement(RACKS.keySet(), RACKS);
        assertThat(p.assign(0, 6, 1, 0, 0).values()).containsExactly(List.of(0), List.of(3), List.of(1), List.of(5),
                List.of(4),
                List.of(2));
    }

    @Test
    void replicasOfAPartitionAreInDifferentRacksAndSpreadEvenly() {
        for (int start = 0; start < 6; start++) {
            SortedMap<Integer, List<Integer>> a = new Placement(RACKS.keySet(), RACKS)
                    .assign(0, 24, 3, start, start % 5);
            int[] per = new int[6];
            int[] leads = new int[6];
            a.values().forEach(replicas -> {
                Set<String> racks = new HashSet<>();
                replicas.forEach(b -> racks.add(RACKS.get(b)));
                assertThat(racks).hasSize(3);
                replicas.forEach(b -> per[b]++);
                leads[replicas.getFirst()]++;
            });
            assertThat(per).containsOnly(12);
            assertThat(leads).containsOnly(4);
        }
    }

    @Test
    void moreReplicasThanRacksStillUseDifferentBrokers() {
        new Placement(RACKS.keySet(), RACKS).assign(0, 12, 5, 2, 1).values()
                .forEach(r -> assertThat(r).hasSize(5).doesNotHaveDuplicates());
    }

    @Test
    void aBrokerWithoutRackMakesRacksNotCount() {
        assertThat(new Placement(List.of(1, 2), Map.of(1, "a")).assign(0, 2, 2, 0, 0).values())
                .containsExactly(List.of(1, 2), List.of(2, 1));
    }

    @Test
    void oneBrokerTakesAll() {
        assertThat(new Placement(List.of(7), Map.of()).assign(0, 3, 1, 0, 0).values()).containsOnly(List.of(7));
    }
}
