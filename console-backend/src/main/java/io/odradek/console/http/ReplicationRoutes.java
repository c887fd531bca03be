package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.replication.IsrChange;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.replication.Tally;
import io.odradek.console.replication.Timelines;
import io.odradek.console.replication.TopicReplication;
import io.odradek.console.replication.TroubledPartition;
import java.util.List;

/** How replicas follow their leaders: shapes and validation. */
final class ReplicationRoutes {

    private static final String CLUSTER = Routes.ROOT + "/clusters/{cluster}";
    private static final String TOPIC = CLUSTER + "/topics/{topic}/replication";

    private final Console console;

    ReplicationRoutes(Console console) {
        this.console = console;
    }

    List<Route> routes() {
        return List.of(
                Route.get(CLUSTER + "/replication", "Partitions without a leader or with replicas behind",
                        Route.page(TroubledPartition.class), call -> console.replication().troubled(call.cluster(),
                                call.query("text", ""), (int) call.query("offset", 0, 0, Integer.MAX_VALUE),
                                (int) call.query("limit", 50, 1, 1_000)))
                        .query("text", "string", "Part of the topic's name").query("offset", "integer", "First row; 0")
                        .query("limit", "integer", "Rows at most; 50"),
                Route.get(CLUSTER + "/replication/changes", "Changes of leaders and in-sync replicas, newest first",
                        Route.list(IsrChange.class), call -> console.replication().changes(call.cluster(),
                                call.query("topic", ""), (int) call.query("limit", 100, 1, 1_000)))
                        .query("topic", "string", "Of this topic alone").query("limit", "integer", "At most; 100"),
                Route.get(CLUSTER + "/replication/tally", "How often in-sync replicas shrank and grew lately",
                        Route.one(Tally.class), call -> console.replication().tally(call.cluster())),
                partitions(Route.get(TOPIC, "Replicas of a topic with their offsets and lags, freshly asked",
                        Route.one(TopicReplication.class), call -> console.replication().topic(call.cluster(),
                                call.path("topic"), first(call), limit(call)))),
                partitions(Route.get(TOPIC + "/timelines", "In-sync replicas of a topic's partitions over time",
                        Route.one(Timelines.class), call -> console.replication().timelines(call.cluster(),
                                call.path("topic"), first(call), limit(call)))));
    }

    private static Route partitions(Route route) {
        return route.query("first", "integer", "First partition; 0").query("limit", "integer", "Partitions at most; "
                + ReplicationService.MOST);
    }

    private static int first(Call call) {
        return (int) call.query("first", 0, 0, Integer.MAX_VALUE - ReplicationService.MOST);
    }

    private static int limit(Call call) {
        return (int) call.query("limit", ReplicationService.MOST, 1, ReplicationService.MOST);
    }
}
