package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.problem.Problem;
import io.odradek.console.streams.StreamsApp;
import io.odradek.console.streams.StreamsRow;
import java.util.List;

/** Streams applications: shapes and validation. */
final class StreamsRoutes {

    private static final String APPS = Routes.ROOT + "/clusters/{cluster}/streams";

    private final Console console;

    StreamsRoutes(Console console) {
        this.console = console;
    }

    /** What Topology#describe printed. */
    record Described(String text) {
    }

    /** A drawing. */
    record Picture(String svg) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(APPS, "Streams applications", Route.list(StreamsRow.class),
                        call -> console.streams().list(call.cluster()).stream()
                                .filter(row -> call.actor().sees(call.cluster(), Need.Kind.GROUP).test(row.id()))
                                .toList()),
                Route.get(APPS + "/{app}", "One application: topology, drawing, flows, members",
                        Route.one(StreamsApp.class),
                        call -> console.streams().describe(call.cluster(), call.path("app"))),
                Route.change("POST", APPS + "/{app}/topology", Permission.EDIT, "Takes the text of Topology#describe",
                        call -> {
                            console.streams().paste(call.actor(), call.cluster(), call.path("app"), text(call));
                            return null;
                        }).body(Described.class),
                Route.change("DELETE", APPS + "/{app}/topology", Permission.EDIT, "Lets go of pasted text", call -> {
                    console.streams().forget(call.actor(), call.cluster(), call.path("app"));
                    return null;
                }),
                Route.change("POST", Routes.ROOT + "/topology", Permission.VIEW,
                        "Draws the text of Topology#describe, without any cluster",
                        call -> new Picture(console.streams().draw(text(call)))).body(Described.class)
                        .answers(Route.one(Picture.class)));
    }

    private static String text(Call call) {
        String text = call.body(Described.class).text();
        if (text == null || text.isBlank()) {
            throw Problem.invalid("text is needed");
        }
        return text;
    }
}
