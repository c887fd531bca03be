package io.odradek.ui.broker;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.broker.BrokerDetail;
import io.odradek.console.broker.BrokerDetail.LogDir;
import io.odradek.console.broker.Relocating;
import io.odradek.console.broker.Relocation;
import io.odradek.console.change.Plan;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.FormDialog;
import io.odradek.ui.part.Meter;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.Panel;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.List;

/** The log directories of one broker; where it has several, replicas are moved between them. */
final class DisksPanel extends Div {
    /** More rows are nothing to read; the others follow as these end. */
    private static final int ROWS = 200;

    private final Div head = new Div();
    private final Panel moves = new Panel("relocations", Text.of("disk.moves"));
    private final Work work = new Work(this);
    private final int broker;
    private final transient Acts acts;
    private List<LogDir> dirs = List.of();

    /** What is asked of the broker; all but {@link #may} off the page's thread. */
    interface Acts {
        BrokerDetail describe();

        List<Relocating> relocating();

        Plan plan(Relocation asked);

        void relocate(Relocation asked);

        void cancel();

        boolean may();
    }

    DisksPanel(int broker, Acts acts) {
        this.broker = broker;
        this.acts = acts;
        addClassName("stack");
        moves.setVisible(false);
        add(head, moves);
        addAttachListener(event -> load());
    }

    /** There is something new to ask for. */
    void pulse() {
        if (!work.busy() && BrokerLogic.several(dirs)) {
            work.start(this::look, this::show, problem -> { });
        }
    }

    /** What is asked at once: the directories, and what moves between them. */
    private record Seen(BrokerDetail detail, List<Relocating> moves) {
    }

    private Seen look() {
        BrokerDetail detail = acts.describe();
        return new Seen(detail, BrokerLogic.several(detail.logDirs()) ? acts.relocating() : List.of());
    }

    private void load() {
        head.removeAll();
        head.add(Notice.loading(Text.of("broker.tab.DISKS")));
        work.start(this::look, this::show, problem -> {
            head.removeAll();
            head.add(Notice.problem(problem, this::load));
        });
    }

    private void show(Seen seen) {
        dirs = seen.detail().logDirs();
        head.removeAll();
        if (!seen.detail().trouble().isEmpty()) {
            head.add(Notice.partial(seen.detail().trouble()).slim());
        }
        if (!dirs.isEmpty() || seen.detail().trouble().isEmpty()) {
            head.add(table());
        }
        moves.setVisible(BrokerLogic.several(dirs));
        moves.show(seen.moves(), () -> running(seen.moves()));
    }

    private Table<LogDir> table() {
        Table<LogDir> table = new Table<LogDir>(Text.of("broker.tab.DISKS"))
                .column(Text.of("disk.path"), "mono grow", d -> new Span(d.path()))
                .column(Text.of("disk.state"), "", d -> d.error().isEmpty() ? new Pill(Text.of("disk.ok"), Tone.GOOD)
                        : new Pill(d.error(), Tone.BAD))
                .figure(Text.of("disk.replicas"), d -> Counts.text(d.replicas()))
                .figure(Text.of("disk.size"), d -> Bytes.text(d.sizeBytes()))
                .figure(Text.of("disk.usable"), d -> Bytes.text(d.usableBytes()))
                .figure(Text.of("disk.total"), d -> Bytes.text(d.totalBytes()));
        table.rows(dirs);
        return table;
    }

    private Component running(List<Relocating> running) {
        Div bar = new Div(new Span(running.isEmpty() ? Text.of("disk.idle")
                : Text.count("disk.moving", running.size())));
        bar.addClassName("toolbar");
        Button begin = new Button(Text.of("disk.move"), click -> begin());
        begin.setId("relocate");
        bar.add(Permit.only(begin, acts.may()));
        if (running.isEmpty()) {
            return bar;
        }
        Button cancel = new Button(Text.of("reassign.cancel.all"), click -> cancel());
        cancel.setId("relocate-cancel");
        bar.add(Permit.only(cancel, acts.may()));
        Table<Relocating> table = new Table<Relocating>(Text.of("disk.moves"))
                .key(move -> move.topic() + "-" + move.partition())
                .text(Text.of("replica.partition"), move -> move.topic() + "-" + move.partition())
                .column(Text.of("disk.from"), "mono minor", move -> new Span(move.from()))
                .column(Text.of("disk.to"), "mono", move -> new Span(move.to()))
                .column(Text.of("reassign.progress"), "grow", DisksPanel::meter);
        table.rows(running.stream().limit(ROWS).toList());
        return new Div(bar, table);
    }

    private static Component meter(Relocating move) {
        return new Meter(move.topic() + "-" + move.partition(), BrokerLogic.part(move), Bytes.text(move.copiedBytes())
                + " / " + Bytes.text(move.totalBytes()));
    }

    private void begin() {
        new RelocateDialog(Text.of("disk.move.title", broker), dirs.stream().map(LogDir::path).toList(),
                new FormDialog.Asking<>(acts::plan, acts::relocate, asked -> {
                    Toast.done(Text.of("disk.begun", asked.to()));
                    pulse();
                })).open();
    }

    private void cancel() {
        String title = Text.of("reassign.cancel.all");
        Plan plan = OwnPlan.of(title, List.of(Text.of("reassign.cancel.step")), List.of(), "");
        new PlanDialog(title, title, () -> plan, acts::cancel, () -> {
            Toast.done(Text.of("reassign.cancelled"));
            pulse();
        }).open();
    }
}
