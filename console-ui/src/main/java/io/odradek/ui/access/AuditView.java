package io.odradek.ui.access;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import io.odradek.console.audit.AuditEntry;
import io.odradek.console.change.Permission;
import io.odradek.ui.format.Times;
import io.odradek.ui.part.Client;
import io.odradek.ui.part.Fields;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Who did what here, newest first. */
@Route(value = "c/:cluster/audit", layout = Frame.class)
public final class AuditView extends Page {
    /** A screen or five; the file has the rest. */
    private static final int MOST = 200;
    private static final List<String> RESULTS = List.of("", "done", "refused", "failed");

    private final TextField search = Fields.search(Text.of("audit.search"), this::typed);
    private final Select<String> result = new Select<>();
    private final Span count = new Span();
    private final Div body = new Div();
    private Heading heading;
    private Table<AuditEntry> table;
    private String text = "";
    private List<AuditEntry> shown;

    public AuditView(Site site) {
        super(site);
        count.addClassName("count");
        result.setItems(RESULTS);
        result.setItemLabelGenerator(one -> Text.of(one.isEmpty() ? "audit.all" : "audit." + one));
        result.getElement().setAttribute("aria-label", Text.of("audit.result"));
        result.setId("audit-result");
        result.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                go(Map.of("q", text, "result", event.getValue()));
            }
        });
    }

    @Override
    protected Permission permission() {
        return Permission.ADMIN;
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.audit"));
        text = inputs.query("q");
        if (heading == null) {
            build();
        }
        search.setValue(text);
        result.setValue(RESULTS.contains(inputs.query("result")) ? inputs.query("result") : "");
        shown = null;
        pulse();
    }

    private void build() {
        ZoneId zone = Client.zone();
        heading = new Heading(Text.of("nav.audit"));
        heading.asked(0);
        Div bar = new Div(search, result, count);
        bar.addClassName("toolbar");
        table = new Table<AuditEntry>(Text.of("nav.audit"))
                .column(Text.of("audit.time"), "mono", entry -> new Span(Times.full(entry.timeMs(), zone)))
                .column(Text.of("audit.who"), "", entry -> {
                    Span who = new Span(entry.actor());
                    who.setTitle(entry.origin());
                    return who;
                })
                .column(Text.of("audit.action"), "mono break", entry -> new Span(entry.action()))
                .column(Text.of("audit.target"), "break", entry -> new Span(entry.target()))
                .column(Text.of("audit.result"), "", entry -> new Pill(Text.of("audit." + entry.result()),
                        tone(entry)))
                .column(Text.of("clusters.id"), "minor", entry -> new Span(entry.cluster()))
                .column(Text.of("audit.detail"), "grow minor", entry -> new Span(entry.detail()));
        add(heading, bar, body);
    }

    private static Tone tone(AuditEntry entry) {
        return switch (entry.result()) {
            case "done" -> Tone.GOOD;
            case "refused" -> Tone.WARN;
            default -> Tone.BAD;
        };
    }

    private void typed(String typed) {
        text = typed;
        amend(Map.of("q", text, "result", result.getValue()));
        pulse();
    }

    @Override
    protected void pulse() {
        List<AuditEntry> found = console().audit().find(text, result.getValue(), MOST);
        if (found.equals(shown)) {
            return;
        }
        shown = found;
        count.setText(Text.count("audit.count", found.size()));
        body.removeAll();
        if (found.isEmpty()) {
            body.add(Notice.empty(Text.of("audit.none"), Text.of("audit.none.hint")));
        } else {
            table.rows(found);
            body.add(table);
        }
    }
}
