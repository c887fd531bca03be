package io.odradek.ui.part;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.ui.text.Text;

/** The line of Kafka's own tools that does the same, to copy. */
public final class CommandLine extends Div {
    public CommandLine(String command) {
        addClassName("command");
        Span label = new Span(Text.of("plan.command"));
        label.addClassName("command-label");
        add(label, new Code(command), new CopyButton(command));
    }
}
