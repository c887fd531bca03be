package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.record.Cost;
import io.odradek.console.record.Slice;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Why a search ended, what it cost, and how to go on. */
final class EndBar extends Div {
    private final Span reason = new Span();
    private final Span cost = new Span();
    private final Span notes = new Span();
    private final Button more = new Button(Text.of("messages.more"));
    private final Button everywhere;
    private final Button stop = new Button(Text.of("messages.stop"));
    private String token = "";

    EndBar(Consumer<String> goOn, Runnable cancel, Runnable unpruned) {
        everywhere = new Button(Text.of("messages.everywhere"), click -> unpruned.run());
        everywhere.setId("everywhere");
        notes.addClassName("end-notes");
        addClassName("end-bar");
        getElement().setAttribute("role", "status");
        reason.addClassName("end-reason");
        cost.addClassName("end-cost");
        more.setId("more");
        more.addClickListener(click -> goOn.accept(token));
        stop.addClickListener(click -> cancel.run());
        add(reason, cost, notes, everywhere, more, stop);
        searching();
    }

    void searching() {
        reason.setText(Text.of("messages.searching"));
        cost.setText("");
        notes.setText("");
        everywhere.setVisible(false);
        more.setVisible(false);
        stop.setVisible(true);
    }

    /** What the search under way may read; nothing once it has ended. */
    void ahead(Cost ahead) {
        if (stop.isVisible()) {
            cost.setText(MessagesLogic.ahead(ahead).text());
        }
    }

    void show(int shown, Slice slice) {
        token = slice.token();
        reason.setText(MessagesLogic.end(slice).text());
        cost.setText(MessagesLogic.cost(shown, slice).text());
        notes.setText(MessagesLogic.notes(slice).stream().map(Phrase::text).collect(Collectors.joining(" · ")));
        everywhere.setVisible(slice.prunedTo() >= 0);
        more.setVisible(!token.isEmpty());
        stop.setVisible(false);
    }
}
