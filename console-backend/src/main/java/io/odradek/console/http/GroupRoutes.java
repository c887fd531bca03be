package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.group.GroupDetail;
import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupRow;
import io.odradek.console.group.GroupSort;
import io.odradek.console.group.LagSample;
import io.odradek.console.group.Reset;
import io.odradek.console.problem.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Groups: shapes and validation. */
final class GroupRoutes {

    private static final String GROUPS = Routes.ROOT + "/clusters/{cluster}/groups";
    private static final String DRY_RUN = "Only say what would be done; false";

    private final Console console;

    GroupRoutes(Console console) {
        this.console = console;
    }

    /**
     * Offsets to set.
     *
     * @param to         earliest, latest, offset:N, time:EPOCH_MS, shift:N (may be negative) or group:NAME
     * @param topic      left out for all topics the group has committed
     * @param partitions of that topic; left out for all
     */
    record Resetting(String to, String topic, List<Integer> partitions) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(GROUPS, "Groups from the last sweep, with their lag", Route.page(GroupRow.class), this::list)
                        .query("text", "string", "Part of the name or of a topic's")
                        .query("topic", "string", "Only groups with offsets of this topic")
                        .query("sort", "string", "name, state, members, lag, time")
                        .query("descending", "boolean", "Largest first; false")
                        .query("offset", "integer", "First row; 0").query("limit", "integer", "Rows at most; 50"),
                Route.get(GROUPS + "/{group}", "One group, freshly asked", Route.one(GroupDetail.class),
                        call -> console.groups().describe(call.cluster(), call.path("group"))),
                Route.get(GROUPS + "/{group}/lag", "Its lag over the last quarter of an hour",
                        Route.list(LagSample.class),
                        call -> console.groups().history(call.cluster(), call.path("group"))),
                Route.change("POST", GROUPS + "/{group}/offsets", Permission.EDIT, "Resets committed offsets",
                        this::reset).query("dryRun", "boolean", DRY_RUN).body(Resetting.class)
                        .answers(Route.one(Plan.class)),
                Route.change("DELETE", GROUPS + "/{group}", Permission.EDIT, "Deletes a group", this::delete)
                        .query("dryRun", "boolean", DRY_RUN).answers(Route.one(Plan.class)));
    }

    private Object list(Call call) {
        return console.groups().list(call.cluster(), new GroupQuery(call.query("text", ""), call.query("topic", ""),
                sort(call.query("sort", "name")), call.flag("descending"),
                (int) call.query("offset", 0, 0, Integer.MAX_VALUE), (int) call.query("limit", 50, 1, 1_000),
                call.actor().sees(call.cluster(), Need.Kind.GROUP)));
    }

    private Object reset(Call call) {
        Resetting given = call.body(Resetting.class);
        String topic = given.topic() == null ? "" : given.topic();
        List<Integer> partitions = given.partitions() == null ? List.of() : given.partitions();
        if (topic.isEmpty() && !partitions.isEmpty()) {
            throw Problem.invalid("partitions need a topic");
        }
        Reset reset = new Reset(target(given.to()), topic, Set.copyOf(partitions));
        Plan plan = console.groups().planReset(call.cluster(), call.path("group"), reset);
        if (!call.flag("dryRun")) {
            console.groups().reset(call.actor(), call.cluster(), call.path("group"), reset);
        }
        return plan;
    }

    private Object delete(Call call) {
        Set<String> groups = Set.of(call.path("group"));
        Plan plan = console.groups().planDelete(call.cluster(), groups);
        if (!call.flag("dryRun")) {
            console.groups().delete(call.actor(), call.cluster(), groups);
        }
        return plan;
    }

    static Reset.Target target(String to) {
        try {
            return switch (to == null ? "" : to) {
                case "earliest" -> new Reset.Target.Earliest();
                case "latest" -> new Reset.Target.Latest();
                case String s when s.startsWith("offset:") -> new Reset.Target.Offset(Long.parseLong(s.substring(7)));
                case String s when s.startsWith("time:") -> new Reset.Target.Time(Long.parseLong(s.substring(5)));
                case String s when s.startsWith("shift:") -> new Reset.Target.Shift(Long.parseLong(s.substring(6)));
                case String s when s.startsWith("group:") -> new Reset.Target.Group(s.substring(6));
                default -> throw Problem.invalid(
                        "to must be earliest, latest, offset:N, time:EPOCH_MS, shift:N or group:NAME");
            };
        } catch (NumberFormatException e) {
            throw Problem.invalid("to holds no whole number: {0}", to);
        }
    }

    private static GroupSort sort(String name) {
        try {
            return GroupSort.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("groups cannot be sorted by {0}", name);
        }
    }
}
