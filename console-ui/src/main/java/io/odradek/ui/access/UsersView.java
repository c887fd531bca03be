package io.odradek.ui.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Plan;
import io.odradek.console.session.UserRow;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Heading;
import io.odradek.ui.part.Icon;
import io.odradek.ui.part.Inputs;
import io.odradek.ui.part.Notice;
import io.odradek.ui.part.OwnPlan;
import io.odradek.ui.part.Page;
import io.odradek.ui.part.Permit;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.PlanDialog;
import io.odradek.ui.part.Site;
import io.odradek.ui.part.Table;
import io.odradek.ui.part.Toast;
import io.odradek.ui.part.Tone;
import io.odradek.ui.shell.Frame;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.Map;

/** The users of this console. */
@Route(value = "c/:cluster/users", layout = Frame.class)
public final class UsersView extends Page {
    private final Div body = new Div();
    private Table<UserRow> table;
    private Map<String, Integer> open = Map.of();
    private List<Object> shown;

    public UsersView(Site site) {
        super(site);
    }

    @Override
    protected Permission permission() {
        return Permission.ADMIN;
    }

    @Override
    protected void enter(Inputs inputs) {
        title(Text.of("nav.users"));
        removeAll();
        shown = null;
        Button add = new Button(Text.of("users.add"), Icon.PLUS.make(), click -> add());
        add.setId("add-user");
        Heading heading = new Heading(Text.of("nav.users"));
        heading.asked(0);
        add(heading.act(Permit.only(add, may("user.add", null))), body);
        table = new Table<UserRow>(Text.of("nav.users")).key(UserRow::name)
                .column(Text.of("users.name"), "", row -> {
                    Span name = new Span(row.name());
                    name.addClassName("row-link");
                    return name;
                })
                .column(Text.of("users.grants"), "grow", UsersView::grants)
                .column(Text.of("users.sessions"), "num minor", row ->
                        new Span(Counts.text(open.getOrDefault(row.name(), 0))))
                .column(Text.of("users.tokens"), "minor", this::tokens)
                .column("", "acts", this::actions);
        pulse();
    }

    @Override
    protected void pulse() {
        List<UserRow> rows = console().users().list();
        open = console().sessions().count();
        List<Object> now = List.of(rows, open);
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        body.removeAll();
        if (rows.isEmpty()) {
            body.add(Notice.empty(Text.of("users.none"), Text.of("users.none.hint")));
        } else {
            body.add(table);
            table.rows(rows);
        }
    }

    private static Component grants(UserRow row) {
        Div cell = new Div();
        cell.addClassName("chips");
        row.grants().forEach(grant -> cell.add(new Pill(grant, grant.startsWith("admin") ? Tone.ACCENT : Tone.PLAIN)));
        return cell;
    }

    private Component tokens(UserRow row) {
        Div cell = new Div();
        cell.addClassName("chips");
        row.tokens().forEach(token -> {
            Button back = new Button(token.id() + " " + token.note(), Icon.CLOSE.make(), click ->
                    ask(Text.of("users.token.back", token.id()), "", () ->
                            console().users().removeToken(actor(), row.name(), token.id())));
            back.addClassName("quiet");
            back.setAriaLabel(Text.of("users.token.back", token.id()));
            cell.add(back);
        });
        return cell;
    }

    private Component actions(UserRow row) {
        Span acts = new Span();
        acts.addClassName("broker-actions");
        acts.add(act(Icon.EDIT, "users.grants.edit", row, () -> grantsOf(row)),
                act(Icon.LOCK, "users.password.set", row, () -> passwordOf(row)),
                act(Icon.KEYS, "users.token.add", row, () -> tokenFor(row)));
        Button remove = act(Icon.TRASH, "users.remove", row, () -> ask(Text.of("users.remove", row.name()), row.name(),
                () -> console().users().remove(actor(), row.name())));
        remove.addClassName("danger");
        acts.add(remove);
        return acts;
    }

    private static Button act(Icon icon, String label, UserRow row, Runnable act) {
        Button button = new Button(icon.make(), click -> act.run());
        button.addClassName("quiet");
        String text = Text.of(label, row.name());
        button.setAriaLabel(text);
        button.getElement().setAttribute("title", text);
        return button;
    }

    private void add() {
        new UserDialog(Text.of("users.add"), Text.of("users.add.verb"), typed -> {
            console().users().add(actor(), typed.name(), typed.password(), typed.grants());
            return "";
        }, this::pulse).name().password().grants(List.of("viewer")).open();
    }

    private void passwordOf(UserRow row) {
        new UserDialog(Text.of("users.password.set", row.name()), Text.of("users.set.verb"), typed -> {
            console().users().password(actor(), row.name(), typed.password());
            return "";
        }, this::pulse).password().open();
    }

    private void grantsOf(UserRow row) {
        new UserDialog(Text.of("users.grants.edit", row.name()), Text.of("users.set.verb"), typed -> {
            console().users().grants(actor(), row.name(), typed.grants());
            return "";
        }, this::pulse).grants(row.grants()).open();
    }

    private void tokenFor(UserRow row) {
        new UserDialog(Text.of("users.token.add", row.name()), Text.of("users.token.verb"), typed ->
                console().users().addToken(actor(), row.name(), typed.name()), this::pulse).note().open();
    }

    /** @param confirm what has to be typed, or empty */
    private void ask(String title, String confirm, Runnable change) {
        Plan plan = OwnPlan.of(title, List.of(title), List.of(), confirm);
        new PlanDialog(title, title, () -> plan, change, () -> {
            Toast.done(Text.of("users.done"));
            pulse();
        }).open();
    }
}
