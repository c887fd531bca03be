package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.reassign.Goal;
import io.odradek.console.reassign.Progress;
import io.odradek.console.reassign.Proposal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Replicas and leaders moved: shapes and validation. */
final class ReassignRoutes {

    private static final String ROOT = Routes.ROOT + "/clusters/{cluster}/reassignments";
    private static final String DRY_RUN = "Only say what would be done; false";

    private final Console console;

    ReassignRoutes(Console console) {
        this.console = console;
    }

    /**
     * What to move for.
     *
     * @param goal          drain, balance, factor, spread or exact
     * @param topics        names or patterns with *; left out for all, with drain and balance
     * @param broker        to drain
     * @param brokers       to spread to
     * @param factor        replicas of each partition
     * @param partitions    with exact: each with its replicas
     * @param throttleBytes per second and broker; left out for none
     */
    record Wish(String goal, List<String> topics, Integer broker, List<Integer> brokers, Integer factor,
            List<Goal.Wanted> partitions, Long throttleBytes) {
    }

    /** Moves to begin, and the throttle. */
    record Beginning(List<Goal.Wanted> partitions, Long throttleBytes) {
    }

    /** Partitions by name; none for all that apply. */
    record Chosen(List<Place> partitions) {
    }

    /** Per second and broker; 0 removes the throttle. */
    record Rate(long bytesPerSecond) {
    }

    /** preferred or unclean, and of which partitions; none for all that want it. */
    record Election(String type, List<Place> partitions) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROOT, "What is being moved, and how far it is", Route.one(Progress.class),
                        call -> console.reassign().running(call.cluster())),
                Route.change("POST", ROOT + "/plan", Permission.VIEW, "Plans a reassignment and changes nothing",
                        call -> console.reassign().plan(call.cluster(), goal(call.body(Wish.class)),
                                bytes(call.body(Wish.class).throttleBytes())))
                        .body(Wish.class).answers(Route.one(Proposal.class)),
                Route.change("POST", ROOT, Permission.ADMIN, "Begins moves, under a throttle if there is one",
                        this::begin).query("dryRun", "boolean", DRY_RUN).body(Beginning.class)
                        .answers(Route.one(Proposal.class)),
                Route.change("POST", ROOT + "/cancel", Permission.ADMIN, "Gives up moves that have not ended", call -> {
                    Set<Place> places = places(call.body(Chosen.class).partitions());
                    console.reassign().cancel(call.actor(), call.cluster(), places);
                    return null;
                }).body(Chosen.class),
                Route.change("POST", ROOT + "/throttle", Permission.ADMIN, "Changes or removes the throttle", call -> {
                    console.reassign().throttle(call.actor(), call.cluster(),
                            bytes(call.body(Rate.class).bytesPerSecond()));
                    return null;
                }).body(Rate.class),
                Route.change("POST", Routes.ROOT + "/clusters/{cluster}/elections", Permission.ADMIN, "Elects leaders",
                        this::elect).query("dryRun", "boolean", DRY_RUN).body(Election.class)
                        .answers(Route.one(Plan.class)));
    }

    private Object begin(Call call) {
        Beginning given = call.body(Beginning.class);
        if (given.partitions() == null || given.partitions().isEmpty()) {
            throw Problem.invalid("partitions must name at least one");
        }
        long throttle = bytes(given.throttleBytes());
        Proposal proposal = console.reassign().plan(call.cluster(), new Goal.Exact(given.partitions()), throttle);
        if (!call.flag("dryRun")) {
            console.reassign().begin(call.actor(), call.cluster(), given.partitions(), throttle);
        }
        return proposal;
    }

    private Object elect(Call call) {
        Election given = call.body(Election.class);
        boolean unclean = switch (given.type() == null ? "" : given.type()) {
            case "preferred" -> false;
            case "unclean" -> true;
            default -> throw Problem.invalid("type must be preferred or unclean");
        };
        Set<Place> places = places(given.partitions());
        Plan plan = console.reassign().planElect(call.cluster(), unclean, places);
        if (!call.flag("dryRun")) {
            console.reassign().elect(call.actor(), call.cluster(), unclean, places);
        }
        return plan;
    }

    private static Goal goal(Wish wish) {
        Set<String> topics = wish.topics() == null ? Set.of() : new HashSet<>(wish.topics());
        return switch (wish.goal() == null ? "" : wish.goal()) {
            case "drain" -> new Goal.Drain(needed("broker", wish.broker()), topics);
            case "balance" -> new Goal.Balance(topics);
            case "factor" -> new Goal.Factor(topics, needed("factor", wish.factor()));
            case "spread" -> new Goal.Spread(topics, new HashSet<>(needed("brokers", wish.brokers())));
            case "exact" -> new Goal.Exact(needed("partitions", wish.partitions()));
            default -> throw Problem.invalid("goal must be drain, balance, factor, spread or exact");
        };
    }

    private static <T> T needed(String name, T value) {
        if (value == null) {
            throw Problem.invalid("{0} is needed", name);
        }
        return value;
    }

    private static long bytes(Long given) {
        if (given != null && given < 0) {
            throw Problem.invalid("a throttle is a number of bytes from 1, or 0 for none");
        }
        return given == null ? 0 : given;
    }

    private static Set<Place> places(List<Place> given) {
        return given == null ? Set.of() : new HashSet<>(given);
    }
}
