package io.odradek.ui.overview;

import io.odradek.console.health.HealthReport;
import io.odradek.console.health.HealthReport.Finding;
import io.odradek.console.health.HealthState;
import io.odradek.console.overview.Overview;
import io.odradek.console.supervisor.Event;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.Comparator;
import java.util.List;

/** What the overview says. */
final class OverviewLogic {
    private static final int EVENTS = 40;

    private OverviewLogic() {
    }

    /** A figure with a word about it. */
    record Shown(String figure, Phrase note, Tone tone) {
    }

    /** The state in one word; before the first sweep nothing is claimed. */
    static Phrase verdict(Overview overview, boolean asked, HealthReport report) {
        if (!asked) {
            return Phrase.of("health.UNKNOWN");
        }
        return Phrase.of(overview.reachable() ? "health." + report.state() : "health.UNREACHABLE");
    }

    static Tone tone(Overview overview, boolean asked, HealthReport report) {
        return !asked ? Tone.PLAIN : overview.reachable() ? tone(report.state()) : Tone.BAD;
    }

    static Tone tone(HealthState state) {
        return switch (state) {
            case OK -> Tone.GOOD;
            case WARN -> Tone.WARN;
            case HALTED -> Tone.PLAIN;
            case FAILED -> Tone.BAD;
        };
    }

    /** What is not all right, worst first. */
    static List<Finding> failing(HealthReport report) {
        return report.findings().stream().filter(f -> f.state() != HealthState.OK)
                .sorted(Comparator.comparing(Finding::state).reversed()).toList();
    }

    static Shown brokers(Overview o) {
        boolean all = o.brokersOnline() >= o.brokersKnown();
        String figure = o.brokersOnline() < 0 ? Figure.UNKNOWN : all ? Counts.text(o.brokersOnline())
                : o.brokersOnline() + " / " + o.brokersKnown();
        Phrase note = o.controller() < 0 ? Phrase.of("overview.controller.none")
                : Phrase.of("overview.controller", o.controller());
        return new Shown(figure, note, all ? Tone.PLAIN : Tone.BAD);
    }

    static Shown topics(Overview o) {
        return new Shown(Counts.text(o.topics()), Phrase.of("overview.internal", Counts.text(o.internalTopics())),
                Tone.PLAIN);
    }

    static Shown partitions(Overview o) {
        return new Shown(Counts.text(o.partitions()), Phrase.of("overview.messages", Counts.brief(o.messages())),
                Tone.PLAIN);
    }

    static Shown underReplicated(Overview o) {
        return trouble(o.underReplicated(), Tone.WARN, "overview.underreplicated");
    }

    static Shown offline(Overview o) {
        return trouble(o.offline(), Tone.BAD, "overview.offline");
    }

    static Shown size(Overview o) {
        return new Shown(Bytes.text(o.sizeBytes()), Phrase.of("overview.size.note"), Tone.PLAIN);
    }

    private static Shown trouble(int count, Tone bad, String key) {
        Tone tone = count < 0 ? Tone.PLAIN : count == 0 ? Tone.GOOD : bad;
        return new Shown(Counts.text(count), Phrase.of(count == 0 ? key + ".none" : key + ".some"), tone);
    }

    /** Newest first, this cluster's only. */
    static List<Event> recent(List<Event> events, String cluster) {
        return events.stream().filter(e -> e.cluster().isEmpty() || e.cluster().equals(cluster))
                .sorted(Comparator.comparingLong(Event::sequence).reversed()).limit(EVENTS).toList();
    }
}
