package io.odradek.ui.replication;

import io.odradek.console.replication.IsrChange;
import io.odradek.console.replication.IsrTimeline;
import io.odradek.console.replication.PartitionReplication;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the pages of replication say. */
final class ReplicationLogic {
    /** Partitions on one page: three replicas each are sixty rows. */
    static final int PAGE = 20;

    private ReplicationLogic() {
    }

    /** A whole number of the address, or 0. */
    static int from(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    static Map<String, String> query(String text, long from) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("from", from == 0 ? "" : String.valueOf(from));
        return query;
    }

    /** What changed, the worst first. */
    static List<Phrase> said(IsrChange change) {
        List<Phrase> said = new ArrayList<>();
        if (change.election()) {
            said.add(change.leader() < 0 ? Phrase.of("isr.leaderless", change.leaderBefore())
                    : Phrase.of("isr.leader", change.leader(), change.leaderBefore() < 0 ? "–" : change.leaderBefore(),
                            change.leaderEpoch() < 0 ? "–" : change.leaderEpoch()));
        }
        if (change.shrink()) {
            said.add(Phrase.of("isr.shrink", without(change.before(), change.after()), ids(change.after())));
        }
        if (change.expand()) {
            said.add(Phrase.of("isr.expand", without(change.after(), change.before()), ids(change.after())));
        }
        return said;
    }

    static Tone tone(IsrChange change) {
        return change.leader() < 0 ? Tone.BAD : change.shrink() ? Tone.WARN : Tone.PLAIN;
    }

    static String ids(List<Integer> brokers) {
        return brokers.isEmpty() ? "–" : brokers.stream().sorted().map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private static String without(List<Integer> some, List<Integer> others) {
        return ids(some.stream().filter(id -> !others.contains(id)).toList());
    }

    /**
     * A stretch of one replica's time.
     *
     * @param left, width in percent of the whole time
     * @param css         led, insync or out
     */
    record Stretch(double left, double width, String css, long fromMs, long toMs) {
    }

    /** What one replica was over the time; neighbours of the same kind are one. */
    static List<Stretch> stretches(IsrTimeline timeline, int broker, long fromMs, long toMs) {
        List<Stretch> stretches = new ArrayList<>();
        double whole = Math.max(1, toMs - fromMs);
        for (IsrTimeline.Span span : timeline.spans()) {
            String css = !span.isr().contains(broker) ? "out" : span.leader() == broker ? "led" : "insync";
            Stretch last = stretches.isEmpty() ? null : stretches.getLast();
            long from = last != null && last.css().equals(css) ? stretches.removeLast().fromMs() : span.fromMs();
            stretches.add(new Stretch(100 * (from - fromMs) / whole, 100 * (span.toMs() - from) / whole, css, from,
                    span.toMs()));
        }
        return stretches;
    }

    /** A leader epoch: where it began, and where the next did (-1 for the one that lasts). */
    record Epoch(int partition, int epoch, long start, long end) {
    }

    /** Of all partitions, the newest of each first. */
    static List<Epoch> epochs(List<PartitionReplication> partitions) {
        List<Epoch> epochs = new ArrayList<>();
        for (PartitionReplication partition : partitions) {
            long end = -1;
            for (var start : partition.epochs().reversed()) {
                epochs.add(new Epoch(partition.partition(), start.epoch(), start.startOffset(), end));
                end = start.startOffset();
            }
        }
        return epochs;
    }
}
