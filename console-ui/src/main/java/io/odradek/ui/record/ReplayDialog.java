package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.odradek.console.change.Plan;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Job;
import io.odradek.console.record.Replay;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.PlanPanel;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.function.Consumer;
import java.util.function.Function;

/** Writes what a search finds to a topic; how far it has come is then shown on the page. */
final class ReplayDialog extends Dialog {
    private final transient Browse source;
    private final TextField target = new TextField(Text.of("replay.target"));
    private final IntegerField rate = new IntegerField(Text.of("replay.rate"));
    private final IntegerField most = new IntegerField(Text.of("replay.most"));
    private final Checkbox partitions = new Checkbox(Text.of("replay.partitions"));
    private final Checkbox times = new Checkbox(Text.of("replay.times"));
    private final Div verdict = new Div();
    private final Work work = new Work(verdict);
    private final Button act = new Button(Text.of("replay.act"));
    private final transient Function<Replay, Plan> plan;

    ReplayDialog(Browse source, Function<Replay, Plan> plan, Function<Replay, Job> begin, Consumer<Job> done) {
        this.source = source;
        this.plan = plan;
        setHeaderTitle(Text.of("replay.title", source.topic()));
        addClassName("plan-dialog");
        target.setId("replay-target");
        target.setWidthFull();
        target.setValueChangeMode(ValueChangeMode.LAZY);
        rate.setPlaceholder(Text.of("replay.rate.any"));
        most.setPlaceholder(Text.of("replay.most.any"));
        Div numbers = new Div(rate, most);
        numbers.addClassName("fields");
        Div flags = new Div(partitions, times);
        flags.addClassName("flags");
        verdict.addClassName("verdict-box");
        Div body = new Div(target, numbers, flags, verdict);
        body.addClassName("dialog-body");
        add(body);
        target.addValueChangeListener(event -> judge());
        rate.addValueChangeListener(event -> judge());
        most.addValueChangeListener(event -> judge());
        partitions.addValueChangeListener(event -> judge());
        times.addValueChangeListener(event -> judge());
        act.setId("replay-act");
        act.setEnabled(false);
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        act.addClickListener(click -> {
            act.setEnabled(false);
            Replay replay = replay();
            work.start(() -> begin.apply(replay), job -> {
                close();
                done.accept(job);
            }, this::refuse);
        });
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
        target.focus();
    }

    private Replay replay() {
        int perSecond = rate.getValue() == null ? 0 : rate.getValue();
        long records = most.getValue() == null ? Long.MAX_VALUE : most.getValue();
        return new Replay(source, target.getValue().strip(), partitions.getValue(), times.getValue(), records,
                perSecond);
    }

    private void judge() {
        act.setEnabled(false);
        Replay replay = replay();
        work.start(() -> plan.apply(replay), known -> {
            verdict.removeAll();
            verdict.add(new PlanPanel(known));
            act.setEnabled(known.possible());
        }, this::refuse);
    }

    private void refuse(io.odradek.console.problem.Problem problem) {
        verdict.removeAll();
        verdict.add(Notice.problem(problem, null).slim());
    }
}
