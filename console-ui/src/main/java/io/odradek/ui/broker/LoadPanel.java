package io.odradek.ui.broker;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.broker.BrokerLoad;
import io.odradek.console.broker.BrokerLoad.RequestRow;
import io.odradek.console.broker.Clients;
import io.odradek.console.inside.ClientInside;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Table;
import io.odradek.ui.text.Text;

/** What a broker is busy with, or who is connected to it. */
final class LoadPanel extends Div {
    private final Paragraph about = new Paragraph();

    LoadPanel() {
        addClassName("stack");
        about.addClassName("hint");
    }

    void show(BrokerLoad load) {
        removeAll();
        about.setText(load.windowMs() == 0 ? Text.of("load.since.start", Counts.percent(load.idle(), 1))
                : Text.of("load.since", Durations.text(load.windowMs()), Counts.percent(load.idle(), 1)));
        add(about);
        if (load.requests().isEmpty()) {
            add(Notice.empty(Text.of("load.none"), ""));
            return;
        }
        Table<RequestRow> table = new Table<RequestRow>(Text.of("broker.tab.REQUESTS")).key(RequestRow::api)
                .column(Text.of("load.api"), "mono", row -> new Span(row.api()))
                .figure(Text.of("load.count"), row -> Counts.text(row.count()))
                .figure(Text.of("load.rate"), row -> row.perSecond() == 0 ? "" : Counts.rate(row.perSecond()))
                .figure("p50", row -> BrokerLogic.bound(row.p50Ms()))
                .figure("p99", row -> BrokerLogic.bound(row.p99Ms()))
                .column(Text.of("load.queue"), "num minor", row -> millis(row.queueMs()))
                .column(Text.of("load.local"), "num", row -> millis(row.localMs()))
                .column(Text.of("load.remote"), "num", row -> millis(row.remoteMs()))
                .column(Text.of("load.send"), "num minor", row -> millis(row.sendMs()));
        table.rows(load.requests());
        table.setId("requests");
        Paragraph hint = new Paragraph(Text.of("load.hint"));
        hint.addClassName("hint");
        add(table, hint);
    }

    void show(Clients clients) {
        removeAll();
        about.setText(clients.total() == clients.shown().size() ? Text.count("clients.count", clients.total())
                : Text.of("clients.some", clients.shown().size(), clients.total()));
        add(about);
        Table<ClientInside> table = new Table<ClientInside>(Text.of("broker.tab.CLIENTS"))
                .column(Text.of("clients.id"), "mono grow", client -> new Span(client.clientId()))
                .column(Text.of("clients.software"), "", client -> new Span(client.software()))
                .column(Text.of("clients.version"), "", client -> new Span(client.softwareVersion()))
                .column(Text.of("clients.address"), "mono", client -> new Span(client.host() + ":" + client.port()))
                .column(Text.of("clients.listener"), "minor", client -> new Span(client.listener()))
                .figure(Text.of("clients.age"), client -> Durations.text(client.ageMs()));
        table.rows(clients.shown());
        table.setId("clients");
        add(table);
    }

    private static Span millis(double ms) {
        return new Span(BrokerLogic.millis(ms));
    }
}
