package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.broker.BrokerDetail;
import io.odradek.console.broker.BrokerLoad;
import io.odradek.console.broker.Clients;
import io.odradek.console.broker.Relocating;
import io.odradek.console.broker.Relocation;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.snapshot.BrokerState;
import java.util.List;
import java.util.Map;

/** Brokers: what they are, how busy, how configured, and what moves on their disks. */
final class BrokerRoutes {

    private static final String CLUSTER = Routes.ROOT + "/clusters/{cluster}";
    private static final String BROKER = CLUSTER + "/brokers/{id}";
    private static final String RELOCATIONS = BROKER + "/relocations";

    private final Console console;

    BrokerRoutes(Console console) {
        this.console = console;
    }

    /** Keys to set; null resets one to its default. */
    record Changes(Map<String, String> changes) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(CLUSTER + "/brokers", "Brokers from the last sweep", Route.page(BrokerState.class),
                        call -> console.brokers().list(call.cluster())),
                Route.get(BROKER, "One broker", Route.one(BrokerDetail.class),
                        call -> console.brokers().describe(call.cluster(), call.pathInt("id"))),
                Route.get(CLUSTER + "/loads", "How busy brokers are; none of a cluster elsewhere",
                        Route.list(BrokerLoad.class), call -> console.brokers().loads(call.cluster())),
                Route.get(BROKER + "/load", "How busy one broker is, and with what requests",
                        Route.one(BrokerLoad.class),
                        call -> console.brokers().load(call.cluster(), call.pathInt("id"))),
                Route.get(BROKER + "/clients", "Who is connected to it", Route.one(Clients.class),
                        call -> console.brokers().clients(call.cluster(), call.pathInt("id"))),
                Route.get(BROKER + "/configuration", "A broker's configuration",
                        Route.list(ConfigRow.class),
                        call -> console.brokers().configuration(call.cluster(), call.pathInt("id"))),
                Route.change("PATCH", BROKER + "/configuration", Permission.ADMIN,
                        "Sets or resets keys of a broker", this::configure)
                        .query("dryRun", "boolean", "Only say what would be done; false")
                        .body(Changes.class).answers(Route.one(Plan.class)),
                Route.get(RELOCATIONS, "Replicas on their way between log directories of a broker",
                        Route.list(Relocating.class),
                        call -> console.brokers().relocating(call.cluster(), call.pathInt("id"))),
                Route.change("POST", RELOCATIONS, Permission.ADMIN, "Moves replicas between directories of a broker",
                        this::relocate).query("dryRun", "boolean", "Only say what would be done; false")
                        .body(Relocation.class).answers(Route.one(Plan.class)),
                Route.change("DELETE", RELOCATIONS, Permission.ADMIN, "Gives up the moves on a broker", call -> {
                    console.brokers().cancelRelocations(call.actor(), call.cluster(), call.pathInt("id"));
                    return null;
                }));
    }

    private Object configure(Call call) {
        Map<String, String> changes = TopicRoutes.changes(call.body(Changes.class));
        int id = call.pathInt("id");
        Plan plan = console.brokers().planAlter(call.cluster(), id, changes);
        if (!call.flag("dryRun")) {
            console.brokers().alter(call.actor(), call.cluster(), id, changes);
        }
        return plan;
    }

    private Object relocate(Call call) {
        Relocation asked = call.body(Relocation.class);
        Plan plan = console.brokers().planRelocate(call.cluster(), call.pathInt("id"), asked);
        if (!call.flag("dryRun")) {
            console.brokers().relocate(call.actor(), call.cluster(), call.pathInt("id"), asked);
        }
        return plan;
    }
}
