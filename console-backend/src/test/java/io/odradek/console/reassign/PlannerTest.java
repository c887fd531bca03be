package io.odradek.console.reassign;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.TopicState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {

    private final TreeMap<String, TopicState> topics = new TreeMap<>();
    private final List<BrokerState> brokers = new ArrayList<>();

    @Test
    void drainedBrokerHoldsNothingAndOthersStayWhereTheyAre() {
        brokers(4, null);
        topic("orders", List.of(1, 2, 3), List.of(2, 3, 4), List.of(3, 4, 1));
        List<Move> moves = planner().moves(new Goal.Drain(1, Set.of()));
        assertThat(moves).extracting(Move::after).containsExactly(List.of(4, 2, 3), List.of(3, 4, 2));
        assertThat(moves).allMatch(move -> move.bytes() == 1_000);
    }

    @Test
    void drainIsRefusedWhereNoBrokerIsLeft() {
        brokers(3, null);
        topic("orders", List.of(1, 2, 3));
        Planner planner = planner();
        assertThat(planner.moves(new Goal.Drain(1, Set.of()))).isEmpty();
        assertThat(planner.refusals()).map(Object::toString).containsExactly(
                "orders-0 has 3 replicas and no other broker to go to");
    }

    @Test
    void replicasGoToAnotherRackWhereThereIsOne() {
        brokers(4, List.of("a", "a", "b", "b"));
        topic("orders", List.of(1));
        assertThat(planner().moves(new Goal.Factor(Set.of("orders"), 2)).getFirst().after()).isEqualTo(List.of(1, 3));
    }

    @Test
    void factorGrowsAndShrinksWithoutTouchingThePreferredLeader() {
        brokers(3, null);
        topic("orders", List.of(2, 1, 3), List.of(3));
        assertThat(planner().moves(new Goal.Factor(Set.of("orders"), 2))).extracting(Move::after)
                .satisfies(after -> assertThat(after).allMatch(ids -> ids.size() == 2))
                .satisfies(after -> assertThat(after.get(0).getFirst()).isEqualTo(2))
                .satisfies(after -> assertThat(after.get(1).getFirst()).isEqualTo(3));
        Planner planner = planner();
        planner.moves(new Goal.Factor(Set.of("orders"), 4));
        assertThat(planner.refusals()).isNotEmpty();
    }

    @Test
    void spreadKeepsReplicasThatAreInPlaceAlready() {
        brokers(4, null);
        topic("orders", List.of(1, 2), List.of(3, 4));
        List<Move> moves = planner().moves(new Goal.Spread(Set.of("orders"), Set.of(3, 4)));
        assertThat(moves).hasSize(1);
        assertThat(moves.getFirst().after()).containsExactlyInAnyOrder(3, 4);
        assertThat(planner().moves(new Goal.Spread(Set.of("orders"), Set.of(9)))).isEmpty();
    }

    @Test
    void balanceEndsEvenFromAnyStart() {
        for (int seed = 0; seed < 50; seed++) {
            topics.clear();
            brokers.clear();
            Random random = new Random(seed);
            int count = 3 + random.nextInt(4);
            brokers(count, null);
            List<List<Integer>> partitions = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                List<Integer> ids = new ArrayList<>();
                while (ids.size() < 2) {
                    int id = 1 + (int) (count * random.nextDouble() * random.nextDouble());
                    if (!ids.contains(id)) {
                        ids.add(id);
                    }
                }
                partitions.add(ids);
            }
            topic("skewed", partitions.toArray(new List[0]));
            Planner planner = planner();
            List<Move> moves = planner.moves(new Goal.Balance(Set.of()));
            List<long[]> loads = List.copyOf(planner.board().loads().values());
            assertThat(spread(loads, 0)).as("replicas, seed " + seed).isLessThanOrEqualTo(1);
            assertThat(spread(loads, 1)).as("leaders, seed " + seed).isLessThanOrEqualTo(3);
            assertThat(moves).as("seed " + seed).allMatch(move -> Set.copyOf(move.after()).size() == 2);
        }
    }

    @Test
    void balancedClusterMovesNothing() {
        brokers(3, null);
        topic("orders", List.of(1, 2), List.of(2, 3), List.of(3, 1));
        assertThat(planner().moves(new Goal.Balance(Set.of()))).isEmpty();
    }

    @Test
    void proposalSaysWhatIsCopiedHowLongAndByWhichCommand() {
        brokers(2, null);
        topic("orders", List.of(1));
        Planner planner = planner();
        Map<Integer, long[]> before = planner.board().loads();
        List<Move> moves = planner.moves(new Goal.Exact(List.of(new Goal.Wanted("orders", 0, List.of(2)))));
        Proposal proposal = new Proposals(new ClusterSpec("c", "127.0.0.1:9092", false, Map.of()))
                .of(moves, before, planner.board().loads(), 100, List.of());
        assertThat(proposal.bytes()).isEqualTo(1_000);
        assertThat(proposal.estimatedMs()).isEqualTo(10_000);
        assertThat(proposal.loads().get(1)).isEqualTo(new Proposal.Load(2, 0, 1, 0, 1, 0, 1_000));
        assertThat(proposal.plan().command()).contains("\"replicas\":[2]").contains("--execute --throttle 100");
    }

    @Test
    void exactMovesAreCheckedBeforeTheyAreSent() {
        brokers(2, null);
        topic("orders", List.of(1));
        Planner planner = planner();
        planner.moves(new Goal.Exact(List.of(new Goal.Wanted("orders", 7, List.of(1)),
                new Goal.Wanted("orders", 0, List.of(1, 1)), new Goal.Wanted("orders", 0, List.of(9)))));
        assertThat(planner.refusals()).hasSize(3);
    }

    @Test
    void electionIsPlannedForThosePartitionsOnlyThatWantOne() {
        brokers(2, null);
        topic("orders", List.of(1, 2), List.of(2, 1));
        Snapshot snapshot = snapshot();
        assertThat(Elections.wanting(snapshot, false)).as("led by broker 1 and by broker 2").isEmpty();
        Plan plan = Elections.plan(new ClusterSpec("c", "b:1", false, Map.of()), snapshot, false, Set.of());
        assertThat(plan.possible()).isFalse();
        Plan one = Elections.plan(new ClusterSpec("c", "b:1", false, Map.of()), snapshot, true,
                Set.of(new Place("orders", 1)));
        assertThat(one.confirm()).isEqualTo("unclean");
        assertThat(one.command()).endsWith("--election-type unclean --topic orders --partition 1");
    }

    private static long spread(List<long[]> loads, int column) {
        return loads.stream().mapToLong(l -> l[column]).max().orElse(0)
                - loads.stream().mapToLong(l -> l[column]).min().orElse(0);
    }

    private Planner planner() {
        return new Planner(snapshot(), new HashMap<>(topics).keySet());
    }

    private Snapshot snapshot() {
        return new Snapshot("c", 1, 1, true, Sentence.NONE, "id", 1, brokers, topics,
                new Snapshot.Totals(0, 0, 0, 0, 0, 0, 0, 0));
    }

    private void brokers(int count, List<String> racks) {
        for (int id = 1; id <= count; id++) {
            brokers.add(new BrokerState(id, "h", 9092, racks == null ? null : racks.get(id - 1), true, id == 1, 0, 0,
                    0, 0, 0, 0, ""));
        }
    }

    @SafeVarargs
    private void topic(String name, List<Integer>... partitions) {
        List<PartitionState> states = new ArrayList<>();
        for (List<Integer> ids : partitions) {
            states.add(new PartitionState(states.size(), ids.getFirst(), 1, ids, ids, 0, 10, 1_000));
        }
        topics.put(name, new TopicState(name, "id", false, states, partitions[0].size(), 0, 0, 10, 1_000, 0));
    }
}
