package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.ui.text.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** The configuration of a topic or broker: every key with its value and where that comes from; edit and reset. */
public final class ConfigPanel extends Div {
    /** Where the rows come from, and who changes them; all may block. */
    public record Source(Callable<List<ConfigRow>> rows, Function<Map<String, String>, Plan> plan,
            Consumer<Map<String, String>> alter) {
    }

    private final transient Source source;
    private final Work work = new Work(this);
    private final Div body = new Div();
    private final Span count = new Span();
    private final Checkbox only = new Checkbox(Text.of("config.only"));
    private final Table<ConfigRow> table;
    private String text = "";
    private boolean changeable = true;
    private List<ConfigRow> rows = List.of();

    public ConfigPanel(Source source) {
        this.source = source;
        addClassName("config");
        table = new Table<ConfigRow>(Text.of("topic.configuration")).key(ConfigRow::name)
                .column(Text.of("config.key"), "grow", this::name)
                .column(Text.of("config.value"), "mono", this::value)
                .column(Text.of("config.source"), "minor",
                row -> new Pill(ConfigLogic.source(row).text(), ConfigLogic.tone(row)))
                .column("", "acts", this::actions);
        count.addClassName("count");
        only.addValueChangeListener(event -> show());
        Div bar = new Div(Fields.search(Text.of("config.search"), typed -> {
            text = typed;
            show();
        }), only, count);
        bar.addClassName("toolbar");
        add(bar, body);
        addAttachListener(event -> load());
    }

    /** Whether values can be changed here; they can unless it is said. */
    public ConfigPanel changeable(boolean may) {
        changeable = may;
        return this;
    }

    private void load() {
        if (rows.isEmpty()) {
            body.removeAll();
            body.add(Notice.loading(Text.of("topic.configuration")));
        }
        work.start(source.rows(), known -> {
            rows = known;
            show();
        }, problem -> {
            body.removeAll();
            body.add(Notice.problem(problem, this::load));
        });
    }

    private void show() {
        List<ConfigRow> found = ConfigLogic.matching(rows, text, only.getValue());
        count.setText(Text.count("config.count", found.size()));
        body.removeAll();
        if (found.isEmpty()) {
            body.add(Notice.empty(Text.of("config.none"), Text.of("config.none.hint")));
        } else {
            table.rows(found);
            body.add(table);
        }
    }

    private Component name(ConfigRow row) {
        Span name = new Span(row.name());
        name.addClassNames("config-name", "mono");
        Div cell = new Div(name);
        if (!row.documentation().isEmpty()) {
            Span words = new Span(ConfigLogic.sentence(row.documentation()));
            words.addClassName("config-words");
            cell.add(words);
        }
        return cell;
    }

    private Component value(ConfigRow row) {
        Span value = new Span(ConfigLogic.value(row));
        value.addClassNames("config-value");
        value.setTitle(ConfigLogic.synonyms(row));
        String plain = ConfigLogic.meaning(row);
        if (plain.isEmpty()) {
            return value;
        }
        Span meaning = new Span(plain);
        meaning.addClassName("config-meaning");
        return new Span(value, meaning);
    }

    private Component actions(ConfigRow row) {
        Span acts = new Span();
        if (changeable && !row.readOnly()) {
            acts.add(act(Icon.EDIT, Text.of("config.edit", row.name()), () -> edit(row)));
        }
        if (changeable && !row.readOnly() && row.overridden()) {
            acts.add(act(Icon.RESET, Text.of("config.reset", row.name()), () -> ask(Text.of("config.reset", row.name()),
                    Text.of("config.reset.verb"), Collections.singletonMap(row.name(), null))));
        }
        return acts;
    }

    private static Button act(Icon icon, String label, Runnable action) {
        Button button = new Button(icon.make(), click -> action.run());
        button.addClassName("quiet");
        button.setAriaLabel(label);
        button.getElement().setAttribute("title", label);
        return button;
    }

    private void edit(ConfigRow row) {
        new ConfigDialog(row, value -> ask(Text.of("config.set", row.name()), Text.of("config.set.verb"),
                Map.of(row.name(), value))).open();
    }

    private void ask(String title, String verb, Map<String, String> changes) {
        new PlanDialog(title, verb, () -> source.plan().apply(changes), () -> source.alter().accept(changes), () -> {
            Toast.done(Text.of("config.done"));
            load();
        }).open();
    }
}
