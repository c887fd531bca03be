package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;

/** What stands where figures would: nothing there, not yet, only in part, failed, or not allowed. */
public final class Notice extends Div {
    private Notice(String kind, Icon icon, String title, String detail) {
        addClassNames("notice", "notice-" + kind);
        Div text = new Div(new H2(title));
        if (!detail.isEmpty()) {
            text.add(new Paragraph(detail));
        }
        text.addClassName("notice-text");
        add(icon.make(), text);
    }

    /** Nothing there; the hint says how something comes to be. */
    public static Notice empty(String title, String hint) {
        return new Notice("empty", Icon.EMPTY, title, hint);
    }

    /** Not there yet: a quiet shape of what will be. */
    public static Component loading(String what) {
        Div box = new Div(new Div(), new Div(), new Div());
        box.addClassName("loading");
        box.getElement().setAttribute("role", "status").setAttribute("aria-label", Text.of("state.loading", what));
        return box;
    }

    /** Failed; the problem says what happened and what to do. */
    public static Notice problem(Problem problem, Runnable again) {
        if (problem.kind() == Problem.Kind.DENIED) {
            return denied(Said.of(problem.detail()));
        }
        Icon icon = problem.kind() == Problem.Kind.UNREACHABLE || problem.kind() == Problem.Kind.TIMED_OUT
                ? Icon.UNPLUGGED : Icon.WARN;
        Notice notice = new Notice("problem", icon, Said.of(problem.title()), Said.of(problem.detail()));
        notice.getElement().setAttribute("role", "alert");
        if (!problem.remedy().isEmpty()) {
            Paragraph remedy = new Paragraph(Said.of(problem.remedy()));
            remedy.addClassName("notice-remedy");
            notice.text().add(remedy);
        }
        if (again != null) {
            notice.text().add(new Button(Text.of("state.again"), click -> again.run()));
        }
        return notice;
    }

    /** Known in part; says what is missing. */
    public static Notice partial(Sentence trouble) {
        return partial(Said.of(trouble));
    }

    /** The same in the page's own words. */
    public static Notice partial(String trouble) {
        return new Notice("partial", Icon.WARN, Text.of("state.partial"), trouble);
    }

    /** Not allowed to this person. */
    public static Notice denied(String detail) {
        return new Notice("denied", Icon.LOCK, Text.of("state.denied"), detail);
    }

    /** The cluster does not answer; what is shown besides is as old as it says. */
    public static Notice unreachable(Sentence detail) {
        Notice notice = new Notice("problem", Icon.UNPLUGGED, Text.of("state.unreachable"), Said.of(detail));
        notice.getElement().setAttribute("role", "alert");
        return notice;
    }

    /** Nothing is known of the cluster yet: either it is being asked, or it did not answer. */
    public static Component unknown(Snapshot snapshot, String what) {
        return snapshot.triedMs() == 0 ? loading(what) : unreachable(snapshot.trouble());
    }

    /** In one line, above figures that are still shown. */
    public Notice slim() {
        addClassName("notice-slim");
        return this;
    }

    private Div text() {
        return (Div) getComponentAt(1);
    }
}
