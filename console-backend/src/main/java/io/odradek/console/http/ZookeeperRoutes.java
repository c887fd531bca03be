package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.problem.Problem;
import io.odradek.console.zookeeper.Ensemble;
import io.odradek.console.zookeeper.Znode;
import io.odradek.console.zookeeper.ZnodeChange;
import io.odradek.console.zookeeper.ZnodeRow;
import java.util.List;

/** A cluster's ZooKeeper: shapes and validation. */
final class ZookeeperRoutes {

    private static final String ROOT = Routes.ROOT + "/clusters/{cluster}/zookeeper";
    private static final String PATH = "Path of the znode; /";
    private static final String DRY_RUN = "Only say what would be done; false";

    private final Console console;

    ZookeeperRoutes(Console console) {
        this.console = console;
    }

    /** Where it is: HOST:PORT,… with a path after it where the cluster has one. */
    record ZookeeperAddress(String address) {
    }

    /** What a znode holds then, and the version that it replaces. */
    record ZnodeText(String text, int version) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(ROOT, "Where it is, and who is connected", Route.one(Ensemble.class),
                        call -> console.zookeeper().view(call.cluster())),
                Route.change("POST", ROOT, Permission.ADMIN, "Takes the address of a cluster's ZooKeeper", call -> {
                    console.zookeeper().attach(call.actor(), call.cluster(),
                            call.body(ZookeeperAddress.class).address());
                    return null;
                }).body(ZookeeperAddress.class),
                Route.get(ROOT + "/node", "One znode", Route.one(Znode.class),
                        call -> console.zookeeper().node(call.cluster(), call.query("path", "/")))
                        .query("path", "string", PATH),
                Route.get(ROOT + "/children", "Znodes below one", Route.page(ZnodeRow.class),
                        call -> console.zookeeper().children(call.cluster(), call.query("path", "/"),
                                call.query("text", ""), (int) call.query("offset", 0, 0, Integer.MAX_VALUE),
                                (int) call.query("limit", 100, 1, 1_000)))
                        .query("path", "string", PATH).query("text", "string", "Part of the name")
                        .query("offset", "integer", "First row; 0").query("limit", "integer", "Rows at most; 100"),
                Route.get(ROOT + "/changes", "What happened to znodes while somebody looked, newest first",
                        Route.list(ZnodeChange.class), call -> console.zookeeper().changes(call.cluster(),
                                (int) call.query("limit", 100, 1, 500)))
                        .query("limit", "integer", "At most; 100"),
                Route.change("PATCH", ROOT + "/node", Permission.ADMIN, "Changes what a znode holds, where allowed",
                        this::put).query("path", "string", PATH).query("dryRun", "boolean", DRY_RUN)
                        .body(ZnodeText.class).answers(Route.one(Plan.class)),
                Route.change("DELETE", ROOT + "/node", Permission.ADMIN, "Deletes a znode, where allowed",
                        this::delete).query("path", "string", PATH).query("version", "integer", "That was looked at")
                        .query("dryRun", "boolean", DRY_RUN).answers(Route.one(Plan.class)));
    }

    private Object put(Call call) {
        ZnodeText given = call.body(ZnodeText.class);
        if (given.text() == null) {
            throw Problem.invalid("text is needed");
        }
        String path = call.query("path", "/");
        Plan plan = console.zookeeper().planPut(call.cluster(), path, given.text());
        if (!call.flag("dryRun")) {
            console.zookeeper().put(call.actor(), call.cluster(), path, given.text(), given.version());
        }
        return plan;
    }

    private Object delete(Call call) {
        String path = call.query("path", "/");
        Plan plan = console.zookeeper().planDelete(call.cluster(), path);
        if (!call.flag("dryRun")) {
            console.zookeeper().delete(call.actor(), call.cluster(), path,
                    (int) call.query("version", 0, 0, Integer.MAX_VALUE));
        }
        return plan;
    }
}
