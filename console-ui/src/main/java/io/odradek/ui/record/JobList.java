package io.odradek.ui.record;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.odradek.console.record.Job;
import io.odradek.ui.format.Counts;
import io.odradek.ui.text.Phrase;
import io.odradek.ui.text.Text;
import java.util.List;
import java.util.function.LongConsumer;

/** What is being written to the cluster behind the page, and what the last jobs came to. */
final class JobList extends Div {
    /** Those that ended longer ago are in the audit log. */
    private static final long SHOWN_MS = 60_000;

    private final transient LongConsumer cancel;

    JobList(LongConsumer cancel) {
        this.cancel = cancel;
        addClassName("jobs");
        setId("jobs");
        getElement().setAttribute("role", "status");
    }

    void show(List<Job> jobs, long nowMs) {
        removeAll();
        jobs.stream().filter(job -> job.running() || nowMs - job.endedMs() < SHOWN_MS).forEach(job -> {
            Span text = new Span(line(job, nowMs).text());
            Div row = new Div(text);
            row.addClassName("job");
            if (job.running()) {
                Button stop = new Button(Text.of("job.cancel"), click -> cancel.accept(job.id()));
                stop.addClassName("job-cancel");
                row.add(stop);
            }
            add(row);
        });
        setVisible(getComponentCount() > 0);
    }

    static Phrase line(Job job, long nowMs) {
        String rate = Counts.rate(job.rate(nowMs));
        String key = "job." + job.what() + (job.running() ? ".running" : job.outcome().equals(Job.DONE) ? ".done"
                : job.outcome().equals(Job.CANCELLED) ? ".cancelled" : ".failed");
        return Phrase.of(key, job.target(), Counts.text(job.written()), rate, Counts.text(job.scanned()),
                job.total() < 0 || job.total() == Long.MAX_VALUE ? "?" : Counts.text(job.total()), job.outcome());
    }
}
