package io.odradek.ui.part;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import io.odradek.console.change.Plan;
import io.odradek.console.problem.Sentence;
import io.odradek.ui.text.Said;
import java.util.List;

/** What a change would do, as the cluster validated it. */
public final class PlanPanel extends Div {
    public PlanPanel(Plan plan) {
        addClassName("plan");
        list("plan-steps", plan.steps());
        list("plan-warnings", plan.warnings());
        list("plan-refusals", plan.refusals());
        if (!plan.command().isEmpty()) {
            add(new CommandLine(plan.command()));
        }
    }

    private void list(String css, List<Sentence> lines) {
        if (!lines.isEmpty()) {
            UnorderedList list = new UnorderedList();
            lines.forEach(line -> list.add(new ListItem(Said.of(line))));
            list.addClassName(css);
            add(list);
        }
    }
}
