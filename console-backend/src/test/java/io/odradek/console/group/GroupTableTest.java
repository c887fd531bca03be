package io.odradek.console.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Lists of groups, and the words of their changes. */
class GroupTableTest {

    private static final GroupPlans PLANS =
            new GroupPlans(new ClusterSpec("c", "127.0.0.1:9092", false, Map.of()));

    @Test
    void groupsAreFoundByNameAndTopicAndSortedByLag() {
        GroupTable table = table(row("billing", 5, 0, List.of("orders")), row("dispatch", 50, -1, List.of("orders")),
                row("statistics", 0, 0, List.of("views")));
        assertThat(ids(table.page(new GroupQuery("", "", GroupSort.LAG, true, 0, 10))))
                .containsExactly("dispatch", "billing", "statistics");
        assertThat(ids(table.page(new GroupQuery("VIEW", "", GroupSort.NAME, false, 0, 10))))
                .containsExactly("statistics");
        assertThat(ids(table.page(GroupQuery.ofTopic("orders")))).containsExactly("dispatch", "billing");
        Page<GroupRow> second = table.page(new GroupQuery("", "", GroupSort.NAME, false, 1, 1));
        assertThat(ids(second)).containsExactly("dispatch");
        assertThat(second.total()).isEqualTo(3);
        assertThat(ids(table.page(new GroupQuery("", "", GroupSort.TIME, true, 0, 1))))
                .as("unknown age is older than all that is known").containsExactly("dispatch");
    }

    @Test
    void readersOfATopicHaveTheirLagInItAlone() {
        Place first = new Place("orders", 0);
        Place second = new Place("orders", 1);
        TreeMap<String, GroupState> groups = new TreeMap<>(Map.of(
                "billing", state("billing", Map.of(first, 5L, second, 2L, new Place("views", 0), 100L)),
                "dispatch", state("dispatch", Map.of(first, 50L)),
                "guessing", state("guessing", Map.of(first, 9L, second, -1L))));
        GroupTable table = new GroupTable(new GroupPicture(1, Sentence.NONE, groups));
        assertThat(table.readers("orders")).containsExactly(new TopicReader("dispatch", "Empty", 50),
                new TopicReader("billing", "Empty", 7), new TopicReader("guessing", "Empty", -1));
        assertThat(table.readers("nothing")).isEmpty();
    }

    private static GroupState state(String id, Map<Place, Long> lags) {
        return new GroupState(row(id, 0, 0, GroupState.topics(lags)), lags, lags, 0);
    }

    @Test
    void tenThousandGroupsArePagedWithoutLookingAtThemAll() {
        TreeMap<String, GroupState> groups = new TreeMap<>();
        for (int i = 0; i < 10_000; i++) {
            GroupRow row = row("group-%05d".formatted(i), i, 0, List.of());
            groups.put(row.id(), new GroupState(row, Map.of(), Map.of(), 0));
        }
        GroupTable table = new GroupTable(new GroupPicture(1, Sentence.NONE, groups));
        assertThat(ids(table.page(new GroupQuery("", "", GroupSort.LAG, true, 5_000, 2))))
                .containsExactly("group-04999", "group-04998");
    }

    @Test
    void resetSaysWhatIsReadAgainAndWhatIsSkipped() {
        TreeMap<Place, Aim.Move> moves = new TreeMap<>(Map.of(new Place("orders", 0), new Aim.Move(100, 40),
                new Place("orders", 1), new Aim.Move(-1, 40), new Place("orders", 2), new Aim.Move(30, 40)));
        Reset reset = new Reset(new Reset.Target.Offset(40), "orders", Set.of(2, 0, 1));
        Plan plan = PLANS.reset(row("billing", 1, 1, List.of("orders")), reset, moves, List.of(), List.of());
        assertThat(plan.steps()).map(Object::toString).containsExactly("orders-0: 100 → 40 (−60)",
                "orders-1: nothing committed → 40",
                "orders-2: 30 → 40 (+10)");
        assertThat(plan.warnings()).map(Object::toString).containsExactly("About 60 records will be read again",
                "About 10 records will never be read by this group");
        assertThat(plan.command()).isEqualTo("kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092"
                + " --group billing --topic orders:0,1,2 --reset-offsets --to-offset 40 --execute");
        assertThat(PLANS.reset(row("billing", 1, 1, List.of()), reset, new TreeMap<>(), List.of(), List.of())
                .possible()).isFalse();
    }

    @Test
    void groupWithMembersIsNotDeleted() {
        GroupRow busy = new GroupRow("busy", "consumer", "Stable", "consumer", 2, 1, List.of("orders"), 0, 0, 0);
        assertThat(PLANS.delete(List.of(busy), List.of()).refusals()).map(Object::toString).containsExactly(
                "busy has 2 members; stop them first");
        assertThat(PLANS.delete(List.of(row("idle", 0, 0, List.of())), List.of()).confirm()).isEqualTo("idle");
    }

    private static GroupTable table(GroupRow... rows) {
        TreeMap<String, GroupState> groups = new TreeMap<>();
        for (GroupRow row : rows) {
            groups.put(row.id(), new GroupState(row, Map.of(), Map.of(), 0));
        }
        return new GroupTable(new GroupPicture(1, Sentence.NONE, groups));
    }

    private static GroupRow row(String id, long lag, long lagMs, List<String> topics) {
        return new GroupRow(id, "consumer", "Empty", "consumer", 0, 1, topics, lag, lagMs, -1);
    }

    private static List<String> ids(Page<GroupRow> page) {
        return page.items().stream().map(GroupRow::id).toList();
    }
}
