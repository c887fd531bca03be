package io.odradek.ui.reassign;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.kafka.Place;
import io.odradek.console.reassign.Progress;
import io.odradek.console.reassign.Running;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.part.Meter;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Table;
import io.odradek.ui.text.Text;
import java.util.Set;
import java.util.function.Consumer;

/** What is being moved now. */
final class RunningPanel extends Section {
    private final Div body = new Div();
    private final boolean may;
    private final transient Consumer<Set<Place>> cancel;
    private final transient Runnable throttle;
    private final transient Runnable unthrottle;

    /** {@code may} is whether it can be changed here; {@code cancel} takes the partitions to give up, none for all. */
    RunningPanel(boolean may, Consumer<Set<Place>> cancel, Runnable throttle, Runnable unthrottle) {
        this.may = may;
        this.cancel = cancel;
        this.throttle = throttle;
        this.unthrottle = unthrottle;
        addClassName("panel");
        setId("running");
        add(new H2(new Span(Text.of("reassign.running"))), body);
        body.addClassName("stack");
        body.add(Notice.loading(Text.of("reassign.running")));
    }

    void show(Progress progress) {
        body.removeAll();
        Div bar = new Div();
        bar.addClassName("toolbar");
        if (!progress.trouble().isEmpty()) {
            body.add(Notice.partial(progress.trouble()).slim());
        }
        boolean idle = progress.partitions().isEmpty();
        bar.add(new Span(idle ? Text.of("reassign.idle")
                : Text.count("reassign.count", progress.partitions().size())));
        if (progress.throttleBytes() >= 0) {
            bar.add(new Span(Text.of("reassign.throttled", Bytes.rate(progress.throttleBytes()))));
            bar.add(Permit.only(new Button(Text.of("reassign.unthrottle"), click -> unthrottle.run()), may));
        }
        if (!idle) {
            bar.add(Permit.only(new Button(Text.of("reassign.throttle.change"), click -> throttle.run()), may));
            Button all = new Button(Text.of("reassign.cancel.all"), click -> cancel.accept(Set.of()));
            all.setId("cancel-all");
            bar.add(Permit.only(all, may));
        }
        body.add(bar);
        if (!idle) {
            body.add(table(progress));
        }
    }

    void failed(Component notice) {
        body.removeAll();
        body.add(notice);
    }

    private Table<Running> table(Progress progress) {
        Table<Running> table = new Table<Running>(Text.of("reassign.running"))
                .key(move -> move.topic() + "-" + move.partition())
                .text(Text.of("replica.partition"), move -> move.topic() + "-" + move.partition())
                .text(Text.of("partition.replicas"), move -> move.replicas().toString())
                .text(Text.of("reassign.adding"), move -> move.adding().toString())
                .column(Text.of("reassign.removing"), "minor", move -> new Span(move.removing().toString()))
                .column(Text.of("reassign.progress"), "grow", RunningPanel::bar)
                .column("", "acts", move -> {
                    Button button = new Button(Text.of("cancel"),
                            click -> cancel.accept(Set.of(new Place(move.topic(), move.partition()))));
                    button.addClassName("quiet");
                    return Permit.only(button, may);
                });
        table.rows(progress.partitions().stream().limit(200).toList());
        return table;
    }

    private static Component bar(Running move) {
        return new Meter(move.topic() + "-" + move.partition(), ReassignLogic.part(move),
                ReassignLogic.progress(move));
    }
}
