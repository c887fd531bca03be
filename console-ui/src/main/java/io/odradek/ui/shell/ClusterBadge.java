package io.odradek.ui.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.Console;
import io.odradek.console.health.HealthReport;
import io.odradek.console.health.HealthState;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.problem.Problem;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Text;

/** Which cluster one looks at and how it is, on every page. */
final class ClusterBadge extends Div {
    private final transient Console console;
    private final Span name = new Span();
    private final Span state = new Span();
    private Tone tone = Tone.PLAIN;

    ClusterBadge(Console console) {
        this.console = console;
        addClassName("cluster-badge");
        name.addClassName("cluster-name");
        state.addClassName("cluster-state");
        Span dot = new Span();
        dot.addClassName("dot");
        Div words = new Div(name, state);
        words.addClassName("cluster-words");
        add(dot, words);
    }

    void show(String cluster) {
        ClusterSpec spec = console.clusters().spec(cluster);
        name.setText(cluster);
        setTitle(spec.bootstrapServers());
        try {
            HealthReport report = console.health().check(cluster);
            tone(tone(report.state()));
            state.setText(Text.of("health." + report.state().name()));
        } catch (Problem unknown) {
            tone(Tone.PLAIN);
            state.setText(Text.of("health.UNKNOWN"));
        }
    }

    private static Tone tone(HealthState state) {
        return switch (state) {
            case OK -> Tone.GOOD;
            case WARN, HALTED -> Tone.WARN;
            case FAILED -> Tone.BAD;
        };
    }

    private void tone(Tone next) {
        removeClassName(tone.css());
        tone = next;
        addClassName(tone.css());
    }
}
