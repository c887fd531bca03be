package io.odradek.ui.control;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.IntegerField;
import io.odradek.console.problem.Problem;
import io.odradek.console.supervisor.Trouble;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Work;
import io.odradek.ui.text.Text;
import java.util.Set;
import java.util.function.Consumer;

/** How a broker shall be broken; applied as a whole, so that what is not chosen is mended. */
final class TroubleDialog extends Dialog {
    private final Checkbox paused = new Checkbox(Text.of("trouble.paused"));
    private final CheckboxGroup<Integer> cut = new CheckboxGroup<>(Text.of("trouble.cut"));
    private final Checkbox zookeeper = new Checkbox(Text.of("trouble.zookeeper"));
    private final IntegerField disk = new IntegerField(Text.of("trouble.disk"));
    private final IntegerField skew = new IntegerField(Text.of("trouble.skew"));
    private final Div outcome = new Div();
    private final Work work = new Work(outcome);
    private final Button act = new Button(Text.of("trouble.act"));

    /**
     * @param others  brokers that it can be cut off from
     * @param trouble asked off the page's thread
     * @param done    run on the page's thread afterwards
     */
    TroubleDialog(int broker, Set<Integer> others, Trouble now, Consumer<Trouble> trouble, Runnable done) {
        setHeaderTitle(Text.of("trouble.title", broker));
        addClassName("plan-dialog");
        paused.setId("trouble-paused");
        paused.setValue(now.paused());
        cut.setItems(others);
        cut.setId("trouble-cut");
        cut.setItemLabelGenerator(id -> Text.of("broker.title", id));
        cut.setValue(now.cutFrom());
        zookeeper.setId("trouble-zookeeper");
        zookeeper.setValue(now.withoutZookeeper());
        disk.setId("trouble-disk");
        disk.setMin(0);
        disk.setMax(10_000);
        disk.setValue((int) now.diskMs());
        skew.setId("trouble-skew");
        skew.setValue((int) now.skewMs());
        outcome.addClassName("verdict-box");
        Div numbers = new Div(disk, skew);
        numbers.addClassName("fields");
        Div body = new Div(new Paragraph(Text.of("trouble.note")), paused, zookeeper, cut, numbers, outcome);
        body.addClassName("dialog-body");
        add(body);
        act.setId("trouble-act");
        act.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
        act.addClickListener(click -> {
            act.setEnabled(false);
            Trouble wanted = wanted();
            work.start(() -> {
                trouble.accept(wanted);
                return wanted;
            }, made -> {
                close();
                done.run();
            }, this::failed);
        });
        getFooter().add(new Button(Text.of("cancel"), click -> close()), act);
    }

    private Trouble wanted() {
        return new Trouble(paused.getValue(), cut.getValue(), zookeeper.getValue(),
                disk.getValue() == null ? 0 : disk.getValue(), skew.getValue() == null ? 0 : skew.getValue());
    }

    private void failed(Problem problem) {
        act.setEnabled(true);
        outcome.removeAll();
        outcome.add(Notice.problem(problem, null).slim());
    }
}
