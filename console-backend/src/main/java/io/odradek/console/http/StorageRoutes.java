package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.LogInside;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.storage.StorageQuery;
import io.odradek.console.storage.StorageService;
import io.odradek.console.storage.StoredPartition;
import java.util.List;

/** Partitions on disks: shapes and validation. */
final class StorageRoutes {

    private static final String CLUSTER = Routes.ROOT + "/clusters/{cluster}";
    private static final String TOPIC = CLUSTER + "/topics/{topic}/storage";
    private static final String LOG = TOPIC + "/{partition}/{broker}";

    private final Console console;

    StorageRoutes(Console console) {
        this.console = console;
    }

    List<Route> routes() {
        return List.of(
                Route.get(CLUSTER + "/storage", "Partitions by size", Route.page(StoredPartition.class),
                        call -> console.storage().list(call.cluster(), new StorageQuery(call.query("text", ""),
                                (int) call.query("offset", 0, 0, Integer.MAX_VALUE),
                                (int) call.query("limit", 50, 1, 1_000))))
                        .query("text", "string", "Part of the topic's name").query("offset", "integer", "First row; 0")
                        .query("limit", "integer", "Rows at most; 50"),
                Route.get(TOPIC, "A topic's replicas on disks", Route.list(ReplicaFacts.class),
                        call -> console.storage().replicas(call.cluster(), call.path("topic"))),
                paged(Route.get(LOG, "A replica's log and its segments (embedded clusters)",
                        Route.one(LogInside.class), call -> console.storage().log(call.cluster(),
                                call.pathInt("broker"), place(call), from(call), limit(call)))),
                paged(Route.get(LOG + "/segments/{segment}", "Batches of a segment (embedded clusters)",
                        Route.one(BatchPage.class), call -> console.storage().batches(call.cluster(),
                                call.pathInt("broker"), place(call), call.pathLong("segment"), from(call),
                                limit(call)))),
                Route.get(LOG + "/compaction", "What compaction would keep of a replica (embedded clusters)",
                        Route.one(CompactionInside.class), call -> console.storage().compaction(call.cluster(),
                                call.pathInt("broker"), place(call))));
    }

    private static Route paged(Route route) {
        return route.query("from", "integer", "From the one that holds this offset on; 0")
                .query("limit", "integer", "At most; 50");
    }

    private static Place place(Call call) {
        return new Place(call.path("topic"), call.pathInt("partition"));
    }

    private static long from(Call call) {
        return call.query("from", 0, 0, Long.MAX_VALUE);
    }

    private static int limit(Call call) {
        return (int) call.query("limit", 50, 1, StorageService.MOST);
    }
}
