package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Permission;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Episode;
import io.odradek.console.supervisor.Trouble;
import io.odradek.console.supervisor.Watched;
import java.util.List;
import java.util.Set;

/** The embedded cluster: its brokers started, stopped and broken, and what followed. */
final class EmbeddedRoutes {

    private final Console console;

    EmbeddedRoutes(Console console) {
        this.console = console;
    }

    /** A broker's id. */
    record Added(int id) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(Routes.ROOT + "/embedded/brokers", "Brokers of the embedded cluster",
                        Route.list(EmbeddedBroker.class), _ -> console.supervisor().brokers()),
                Route.change("POST", Routes.ROOT + "/embedded/brokers/{id}/start", Permission.ADMIN,
                        "Starts a stopped broker", call -> embedded(call, "start")),
                Route.change("POST", Routes.ROOT + "/embedded/brokers/{id}/stop", Permission.ADMIN,
                        "Stops a broker in order", call -> embedded(call, "stop")),
                Route.change("POST", Routes.ROOT + "/embedded/brokers/{id}/kill", Permission.ADMIN,
                        "Stops a broker without any order", call -> embedded(call, "kill")),
                Route.get(Routes.ROOT + "/embedded/brokers/{id}/trouble", "How a broker is broken on demand",
                        Route.one(Trouble.class), call -> console.supervisor().trouble(call.pathInt("id"))),
                Route.change("POST", Routes.ROOT + "/embedded/brokers/{id}/trouble", Permission.ADMIN,
                        "Breaks a broker in this way and no other; what is left out is whole", call -> {
                    console.supervisor().trouble(call.actor(), call.pathInt("id"), call.body(Breaking.class).trouble());
                    return null;
                }).body(Breaking.class),
                Route.get(Routes.ROOT + "/embedded/witness", "Whether the workload beside it lost or repeated anything",
                        Route.one(Watched.class), _ -> console.supervisor().watched()),
                Route.change("POST", Routes.ROOT + "/embedded/witness", Permission.ADMIN,
                        "Begins a workload that watches whether records are lost or repeated", call -> {
                    console.supervisor().witness(call.actor(), true);
                    return null;
                }),
                Route.change("DELETE", Routes.ROOT + "/embedded/witness", Permission.ADMIN, "Ends that workload",
                        call -> {
                    console.supervisor().witness(call.actor(), false);
                    return null;
                }),
                Route.change("POST", Routes.ROOT + "/embedded/brokers", Permission.ADMIN, "Starts one broker more",
                        call -> new Added(console.supervisor().add(call.actor()))).answers(Route.one(Added.class)),
                Route.get(Routes.ROOT + "/embedded/episodes", "What followed the last things done to brokers",
                        Route.list(Episode.class), _ -> console.supervisor().episodes()));
    }

    /** How to break a broker; what is left out is whole. */
    record Breaking(Boolean paused, Set<Integer> cutFrom, Boolean withoutZookeeper, Long diskMs, Long skewMs) {
        Trouble trouble() {
            return new Trouble(Boolean.TRUE.equals(paused), cutFrom, Boolean.TRUE.equals(withoutZookeeper),
                    diskMs == null ? 0 : diskMs, skewMs == null ? 0 : skewMs);
        }
    }

    private Object embedded(Call call, String what) {
        int id = call.pathInt("id");
        switch (what) {
            case "start" -> console.supervisor().start(call.actor(), id);
            case "stop" -> console.supervisor().stop(call.actor(), id);
            default -> console.supervisor().kill(call.actor(), id);
        }
        return null;
    }
}
