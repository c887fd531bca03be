package io.odradek.ui.broker;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Plan;
import io.odradek.console.supervisor.Supervisor;
import io.odradek.ui.broker.BrokerLogic.Action;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Toast;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Locale;

/** Start, stop and kill, where the broker runs in this process. */
final class BrokerActions extends Span {
    private final transient Supervisor supervisor;
    private final transient Actor actor;
    private final int id;

    BrokerActions(Console console, Actor actor, int id) {
        this.supervisor = console.supervisor();
        this.actor = actor;
        this.id = id;
        addClassName("broker-actions");
        if (supervisor.present()) {
            BrokerLogic.actions(supervisor.brokers(), id)
                    .forEach(action -> add(Permit.only(button(action), may(action))));
        }
    }

    private boolean may(Action action) {
        return actor.may(Need.action("broker." + action.name().toLowerCase(Locale.ROOT), supervisor.cluster(), null));
    }

    private Button button(Action action) {
        Icon icon = switch (action) {
            case START -> Icon.PLAY;
            case STOP -> Icon.STOP;
            case KILL -> Icon.BOLT;
        };
        String verb = Text.of("broker." + action);
        Button button = new Button(icon.make(), click -> ask(action, verb));
        button.addClassName("quiet");
        button.setAriaLabel(Text.of("broker.act", verb, id));
        button.getElement().setAttribute("title", Text.of("broker.act", verb, id));
        return button;
    }

    private void ask(Action action, String verb) {
        String title = Text.of("broker.act", verb, id);
        Plan plan = OwnPlan.of(title, List.of(Text.of("broker." + action + ".step", id)),
                action == Action.START ? List.of() : List.of(Text.of("broker.warning")), "");
        new PlanDialog(title, verb, () -> plan, () -> act(action),
                () -> Toast.done(Text.of("broker." + action + ".done", id))).open();
    }

    private void act(Action action) {
        switch (action) {
            case START -> supervisor.start(actor, id);
            case STOP -> supervisor.stop(actor, id);
            case KILL -> supervisor.kill(actor, id);
        }
    }
}
