package io.odradek.ui.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.odradek.console.health.HealthReport;
import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.overview.Overview;
import io.odradek.ui.part.Pill;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Said;
import io.odradek.ui.text.Text;
import java.util.List;

/** Is it all right: one word, and under it what is not. */
final class Verdict extends Div {
    private final Span word = new Span();
    private final Span about = new Span();
    private final UnorderedList findings = new UnorderedList();
    private Tone tone = Tone.PLAIN;

    Verdict() {
        addClassName("verdict");
        getElement().setAttribute("role", "status");
        word.addClassName("verdict-word");
        about.addClassName("verdict-about");
        findings.addClassName("findings");
        Div line = new Div(word, about);
        line.addClassName("verdict-line");
        add(line, findings);
    }

    void show(Overview overview, boolean asked, HealthReport report) {
        removeClassName(tone.css());
        tone = OverviewLogic.tone(overview, asked, report);
        addClassName(tone.css());
        word.setText(OverviewLogic.verdict(overview, asked, report).text());
        List<Finding> failing = OverviewLogic.failing(report);
        String checks = failing.isEmpty() ? Text.count("overview.checks", report.findings().size())
                : Text.count("overview.failing", failing.size());
        String id = overview.clusterId().isEmpty() ? "" : " · " + overview.clusterId();
        about.setText(checks + " · " + overview.bootstrapServers() + id);
        findings.removeAll();
        failing.forEach(finding -> findings.add(item(finding)));
    }

    private static ListItem item(Finding finding) {
        Span title = new Span(Said.of(finding.title()));
        title.addClassName("finding-title");
        Span summary = new Span(Said.of(finding.summary()));
        Span remedy = new Span(Said.of(finding.remedy()));
        remedy.addClassName("finding-remedy");
        ListItem item = new ListItem(new Pill(Text.of("check." + finding.state()),
                OverviewLogic.tone(finding.state())), title, summary,
                remedy);
        item.addClassName("finding");
        return item;
    }
}
