package io.odradek.ui.reassign;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.reassign.Goal;
import io.odradek.console.reassign.Proposal;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Work;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Set;

/** Replicas moved between brokers. */
@Route(value = "c/:cluster/reassign", layout = Frame.class)
public final class ReassignView extends Page {
    private final Select<ReassignLogic.Kind> kind = new Select<>();
    private final TextField number = new TextField();
    private final TextField brokers = new TextField(Text.of("reassign.brokers"));
    private final TextField topics = new TextField(Text.of("reassign.topics"));
    private final TextField throttle = new TextField(Text.of("reassign.throttle"));
    private final Div result = new Div();
    private final Work planning = new Work(result);
    private RunningPanel running;
    private Work watching;
    private Heading heading;
    private ReassignLogic state;

    public ReassignView(Site site) {
        super(site);
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.reassign"));
        state = ReassignLogic.parse(inputs.queries());
        if (heading == null) {
            build();
        }
        kind.setValue(state.kind());
        number.setValue(state.number());
        brokers.setValue(state.brokers());
        topics.setValue(state.topics());
        throttle.setValue(state.throttle());
        shape();
        result.removeAll();
        if (inputs.queries().containsKey("goal") && !state.blank()) {
            preview();
        }
        pulse();
    }

    private void build() {
        Button elect = new Button(Text.of("elect.preferred"), click -> elect(false));
        elect.setId("elect");
        Button unclean = new Button(Text.of("elect.unclean"), click -> elect(true));
        unclean.addClassNames("danger");
        heading = new Heading(Text.of("nav.reassign")).act(Permit.only(elect, may("leader.elect", null)),
                Permit.only(unclean, may("leader.elect.unclean", null)));
        running = new RunningPanel(may("reassign.cancel", null), this::cancel, this::throttle, () -> change(0));
        watching = new Work(running);
        kind.setLabel(Text.of("reassign.goal"));
        kind.setItems(ReassignLogic.Kind.values());
        kind.setItemLabelGenerator(one -> Text.of("reassign.goal." + one));
        kind.addValueChangeListener(event -> shape());
        kind.setId("goal");
        number.setId("goal-number");
        brokers.setPlaceholder("1, 2, 3");
        topics.setPlaceholder(Text.of("reassign.topics.all"));
        topics.setId("goal-topics");
        throttle.setPlaceholder(Text.of("reassign.throttle.none"));
        throttle.setId("goal-throttle");
        Button plan = new Button(Text.of("reassign.plan"), click -> go(typed().query()));
        plan.setId("preview");
        plan.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div form = new Div(kind, number, brokers, topics, throttle, plan);
        form.addClassNames("toolbar", "toolbar-labels");
        add(heading, running, form, result);
    }

    private void shape() {
        ReassignLogic.Kind chosen = kind.getValue();
        number.setVisible(chosen == ReassignLogic.Kind.DRAIN || chosen == ReassignLogic.Kind.FACTOR);
        number.setLabel(Text.of(chosen == ReassignLogic.Kind.DRAIN ? "broker.id" : "create.replication"));
        brokers.setVisible(chosen == ReassignLogic.Kind.SPREAD);
    }

    private ReassignLogic typed() {
        return new ReassignLogic(kind.getValue(), number.getValue().strip(), brokers.getValue().strip(),
                topics.getValue().strip(), throttle.getValue().strip());
    }

    private void preview() {
        var mistake = state.mistake();
        if (mistake.isPresent()) {
            result.add(Notice.empty(mistake.get().text(), Text.of("reassign.mend")));
            return;
        }
        result.add(Notice.loading(Text.of("reassign.plan")));
        Goal goal = state.goal();
        long bytes = state.throttleBytes();
        planning.start(() -> console().reassign().plan(cluster(), goal, bytes), this::show, this::failed);
    }

    private void show(Proposal proposal) {
        result.removeAll();
        result.add(new ProposalPanel(proposal, may("reassign.begin", null), () -> begin(proposal)));
    }

    private void failed(Problem problem) {
        result.removeAll();
        result.add(Notice.problem(problem, () -> {
            result.removeAll();
            preview();
        }));
    }

    private void begin(Proposal proposal) {
        List<Goal.Wanted> wanted = proposal.moves().stream()
                .map(move -> new Goal.Wanted(move.topic(), move.partition(), move.after())).toList();
        long bytes = state.throttleBytes();
        var who = actor();
        planning.start(() -> {
            console().reassign().begin(who, cluster(), wanted, bytes);
            return wanted.size();
        }, count -> {
            Toast.done(Text.of("reassign.begun", count));
            result.removeAll();
            result.add(Notice.empty(Text.of("reassign.begun", count), Text.of("reassign.begun.hint")));
            pulse();
        }, this::failed);
    }

    @Override
    protected void pulse() {
        if (!watching.busy()) {
            watching.start(() -> console().reassign().running(cluster()), progress -> {
                heading.taken(progress.takenMs());
                running.show(progress);
            }, problem -> running.failed(Notice.problem(problem, this::pulse)));
        }
    }

    private void cancel(Set<Place> places) {
        String what = places.isEmpty() ? Text.of("reassign.cancel.all") : Text.of("reassign.cancel.some", places);
        Plan plan = OwnPlan.of(what, List.of(Text.of("reassign.cancel.step")), List.of(), "");
        var who = actor();
        new PlanDialog(what, what, () -> plan, () -> console().reassign().cancel(who, cluster(), places), () -> {
            Toast.done(Text.of("reassign.cancelled"));
            pulse();
        }).open();
    }

    /** As fast as the field says. */
    private void throttle() {
        ReassignLogic typed = typed();
        if (typed.throttle().isBlank() || typed.mistake().filter(p -> p.key().contains("throttle")).isPresent()) {
            throttle.focus();
            Toast.done(Text.of("reassign.throttle.first"));
            return;
        }
        change(typed.throttleBytes());
    }

    private void change(long bytesPerSecond) {
        var who = actor();
        watching.start(() -> {
            console().reassign().throttle(who, cluster(), bytesPerSecond);
            return console().reassign().running(cluster());
        }, running::show, problem -> running.failed(Notice.problem(problem, this::pulse)));
    }

    private void elect(boolean unclean) {
        var who = actor();
        String title = Text.of(unclean ? "elect.unclean" : "elect.preferred");
        new PlanDialog(title, Text.of("elect.verb"), () -> console().reassign().planElect(cluster(), unclean, Set.of()),
                () -> console().reassign().elect(who, cluster(), unclean, Set.of()),
                () -> Toast.done(Text.of("elect.done"))).open();
    }
}
