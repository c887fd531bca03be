package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.audit.AuditEntry;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.cluster.Attachment;
import io.odradek.console.cluster.ClusterRow;
import io.odradek.console.health.HealthReport;
import io.odradek.console.metric.Series;
import io.odradek.console.overview.Overview;
import io.odradek.console.supervisor.Event;
import java.util.List;
import java.util.Map;

/** Clusters, and what happened. */
final class ClusterRoutes {

    private static final String CLUSTER = Routes.ROOT + "/clusters/{cluster}";

    private final Console console;

    ClusterRoutes(Console console) {
        this.console = console;
    }

    /** A cluster to attach to; client holds further properties of Kafka's clients. */
    record Attaching(String id, String bootstrapServers, Map<String, String> client) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(Routes.ROOT + "/clusters", "The clusters attached to", Route.list(ClusterRow.class),
                        call -> console.attached().list().stream()
                                .filter(row -> call.actor().may(Need.glimpse(row.id()))).toList()),
                Route.change("POST", Routes.ROOT + "/clusters", Permission.ADMIN, "Attaches to a cluster", this::attach)
                        .query("dryRun", "boolean", "Only try it; false").body(Attaching.class)
                        .answers(Route.one(Plan.class)),
                Route.change("DELETE", CLUSTER, Permission.ADMIN, "Detaches from a cluster that was added", call -> {
                    console.attached().remove(call.actor(), call.cluster());
                    return null;
                }),
                Route.get(CLUSTER + "/attachment", "How the console is attached to a cluster that was added; secrets "
                        + "are told as asterisks", Route.one(Attachment.class),
                        call -> console.attached().attachment(call.actor(), call.cluster())).needs(Permission.ADMIN),
                Route.change("PUT", CLUSTER + "/attachment", Permission.ADMIN, "Attaches to it anew; a secret that is "
                        + "asterisks stays what it is", this::edit)
                        .query("dryRun", "boolean", "Only try it; false").body(Attachment.class)
                        .answers(Route.one(Plan.class)),
                Route.get(CLUSTER + "/overview", "A cluster at a glance", Route.one(Overview.class),
                        call -> console.overview().overview(call.cluster())),
                Route.get(CLUSTER + "/health", "All checks of a cluster", Route.one(HealthReport.class),
                        call -> console.health().check(call.cluster())),
                Route.get(CLUSTER + "/series", "Sampled time series of the last minutes", Route.list(Series.class),
                        call -> console.metrics().series(call.cluster(), (int) call.query("seconds", 900, 1, 900)))
                        .query("seconds", "integer", "How far back; 900"),
                Route.get(Routes.ROOT + "/events", "The timeline, oldest first", Route.list(Event.class),
                        call -> console.supervisor().events(call.query("after", 0, 0, Long.MAX_VALUE)).stream()
                                .filter(event -> Streams.sees(call.actor(), event)).toList())
                        .query("after", "integer", "Events after this sequence; 0"),
                Route.get(Routes.ROOT + "/audit", "Changes made through this console, newest first",
                        Route.list(AuditEntry.class),
                        call -> console.audit().find(call.query("text", ""), call.query("result", ""),
                                (int) call.query("limit", 100, 1, 1_000))).needs(Permission.ADMIN)
                        .query("text", "string", "Part of any field")
                        .query("result", "string", "done, refused or failed; all")
                        .query("limit", "integer", "At most so many; 100"));
    }

    private Object attach(Call call) {
        Attaching given = call.body(Attaching.class);
        Map<String, String> client = given.client() == null ? Map.of() : given.client();
        Plan plan = console.attached().planAdd(given.id(), given.bootstrapServers(), client);
        if (!call.flag("dryRun")) {
            console.attached().add(call.actor(), given.id(), given.bootstrapServers(), client);
        }
        return plan;
    }

    private Object edit(Call call) {
        Attachment typed = call.body(Attachment.class);
        Plan plan = console.attached().planEdit(call.actor(), call.cluster(), typed);
        if (!call.flag("dryRun")) {
            console.attached().edit(call.actor(), call.cluster(), typed);
        }
        return plan;
    }
}
