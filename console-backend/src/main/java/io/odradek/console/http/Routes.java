package io.odradek.console.http;

import io.odradek.console.Console;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of everything the API offers. OpenAPI, dispatch and the permissions are all read from it. */
final class Routes {

    static final String ROOT = "/api/v1";

    private Routes() {
    }

    static List<Route> of(Console console) {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new ClusterRoutes(console).routes());
        routes.addAll(new BrokerRoutes(console).routes());
        routes.addAll(new EmbeddedRoutes(console).routes());
        routes.addAll(new TopicRoutes(console).routes());
        routes.addAll(new GroupRoutes(console).routes());
        routes.addAll(new ReassignRoutes(console).routes());
        routes.addAll(new StreamsRoutes(console).routes());
        routes.addAll(new RecordRoutes(console).routes());
        routes.addAll(new SessionRoutes(console).routes());
        routes.addAll(new ReplicationRoutes(console).routes());
        routes.addAll(new StorageRoutes(console).routes());
        routes.addAll(new TransactionRoutes(console).routes());
        routes.addAll(new ZookeeperRoutes(console).routes());
        Map<String, Object> document = new OpenApi(routes).document();
        routes.add(Route.get(ROOT + "/openapi.json", "This description", Route.one(Object.class), _ -> document));
        return List.copyOf(routes);
    }
}
