package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionDetail;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.console.transaction.TransactionTotals;
import java.util.List;

/** Transactions: shapes and validation. */
final class TransactionRoutes {

    private static final String ROOT = Routes.ROOT + "/clusters/{cluster}/transactions";
    private static final String DRY_RUN = "Only say what would be done; false";

    private final Console console;

    TransactionRoutes(Console console) {
        this.console = console;
    }

    /** A transaction that no coordinator knows: where, and whose. */
    record Hanging(String topic, int partition, long producerId) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROOT, "Transactional ids, those with a transaction that goes on first",
                        Route.page(TransactionRow.class), call -> console.transactions().list(call.cluster(),
                                call.query("text", ""), call.flag("open"),
                                (int) call.query("offset", 0, 0, Integer.MAX_VALUE),
                                (int) call.query("limit", 50, 1, 1_000)))
                        .query("text", "string", "Part of the id or of a topic's name")
                        .query("open", "boolean", "Only those that go on; false")
                        .query("offset", "integer", "First row; 0").query("limit", "integer", "Rows at most; 50"),
                Route.get(Routes.ROOT + "/clusters/{cluster}/transaction-totals", "Figures of all transactions",
                        Route.one(TransactionTotals.class),
                        call -> console.transactions().look(call.cluster()).totals()),
                Route.get(Routes.ROOT + "/clusters/{cluster}/held-partitions",
                        "Partitions whose readers of committed records wait", Route.list(HeldPartition.class),
                        call -> console.transactions().look(call.cluster()).held()),
                Route.get(ROOT + "/{id}", "One transactional id, freshly asked", Route.one(TransactionDetail.class),
                        call -> console.transactions().describe(call.cluster(), call.path("id"))),
                Route.change("DELETE", ROOT + "/{id}", Permission.ADMIN,
                        "Has the coordinator abort its transaction, and fences its producer", this::fence)
                        .query("dryRun", "boolean", DRY_RUN).answers(Route.one(Plan.class)),
                Route.change("POST", Routes.ROOT + "/clusters/{cluster}/held-partitions/abort", Permission.ADMIN,
                        "Writes the end of a hanging transaction into a partition", this::abort)
                        .query("dryRun", "boolean", DRY_RUN).body(Hanging.class).answers(Route.one(Plan.class)));
    }

    private Object fence(Call call) {
        Plan plan = console.transactions().planFence(call.cluster(), call.path("id"));
        if (!call.flag("dryRun")) {
            console.transactions().fence(call.actor(), call.cluster(), call.path("id"));
        }
        return plan;
    }

    private Object abort(Call call) {
        Hanging given = call.body(Hanging.class);
        if (given.topic() == null) {
            throw Problem.invalid("topic is needed");
        }
        Place place = new Place(given.topic(), given.partition());
        Plan plan = console.transactions().planAbort(call.cluster(), place, given.producerId());
        if (!call.flag("dryRun")) {
            console.transactions().abort(call.actor(), call.cluster(), place, given.producerId());
        }
        return plan;
    }
}
