package io.odradek.ui.broker;

import io.odradek.console.broker.BrokerDetail.LogDir;
import io.odradek.console.broker.Relocating;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the pages of brokers say. */
final class BrokerLogic {
    private BrokerLogic() {
    }

    /** The tabs of a broker. */
    enum Tab {
        CONFIGURATION, PARTITIONS, DISKS, REQUESTS, CLIENTS;

        static Tab of(String text) {
            for (Tab tab : values()) {
                if (tab.path().equals(text)) {
                    return tab;
                }
            }
            return CONFIGURATION;
        }

        String path() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A replica that a broker holds. */
    record Replica(String topic, int partition, boolean leader, int leaderId, boolean inSync, long messages,
            long sizeBytes) {
    }

    /** What can be done to an embedded broker. */
    enum Action {
        START, STOP, KILL
    }

    static Phrase state(BrokerState broker) {
        return Phrase.of(broker.online() ? "broker.online" : "broker.offline");
    }

    static Tone tone(BrokerState broker) {
        return broker.online() ? Tone.GOOD : Tone.BAD;
    }

    /** How far from an even share of leaders, in percent: "+12%", "even", or unknown without leaders. */
    static String skew(int count, List<Integer> all) {
        int sum = all.stream().mapToInt(Integer::intValue).sum();
        if (sum == 0 || all.isEmpty()) {
            return Figure.UNKNOWN;
        }
        double even = (double) sum / all.size();
        long percent = Math.round(100 * (count - even) / even);
        return percent == 0 ? "0%" : String.format(Locale.ROOT, "%+d%%", percent);
    }

    /** How full the volume is, or nothing where that is not known. */
    static Optional<Phrase> volume(BrokerState broker) {
        return broker.totalBytes() <= 0 ? Optional.empty() : Optional.of(Phrase.of("broker.volume",
                Counts.percent(broker.totalBytes() - broker.usableBytes(), broker.totalBytes())));
    }

    static String followers(BrokerState broker) {
        return broker.replicas() < 0 ? Figure.UNKNOWN : Counts.text(broker.inSync()) + " / "
                + Counts.text(broker.replicas());
    }

    static Tone inSyncTone(BrokerState broker) {
        return broker.inSync() < broker.replicas() ? Tone.WARN : Tone.PLAIN;
    }

    /** What the embedded broker of this id can have done to it now; nothing when it is not embedded. */
    static List<Action> actions(List<EmbeddedBroker> embedded, int id) {
        Optional<EmbeddedBroker> broker = embedded.stream().filter(b -> b.id() == id).findFirst();
        return broker.map(b -> b.running() ? List.of(Action.STOP, Action.KILL) : List.of(Action.START))
                .orElse(List.of());
    }

    /** Of what is known in buckets that double: at most this. */
    static String bound(double ms) {
        return ms == 0 ? Figure.UNKNOWN : "≤ " + millis(ms);
    }

    /** As precise as a person reads. */
    static String millis(double ms) {
        return ms >= 1_000 ? String.format(Locale.ROOT, "%.1f s", ms / 1_000)
                : String.format(Locale.ROOT, ms >= 10 ? "%.0f ms" : ms >= 1 ? "%.1f ms" : "%.2f ms", ms);
    }

    /** By topic and partition. */
    static List<Replica> replicas(Snapshot snapshot, int id, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        List<Replica> found = new ArrayList<>();
        snapshot.topics().values().forEach(topic -> {
            if (topic.name().toLowerCase(Locale.ROOT).contains(wanted)) {
                for (PartitionState p : topic.partitions()) {
                    if (p.replicas().contains(id)) {
                        found.add(new Replica(topic.name(), p.partition(), p.leader() == id, p.leader(), p.isr()
                                .contains(id), p.messages(),
                                p.leader() == id ? p.sizeBytes() : -1));
                    }
                }
            }
        });
        return found;
    }

    /** Whether replicas can be moved between them. */
    static boolean several(List<LogDir> dirs) {
        return dirs.size() > 1;
    }

    /** How much of a replica is there, from 0 to 1; of an empty one all. */
    static double part(Relocating move) {
        return move.totalBytes() <= 0 ? 1 : (double) move.copiedBytes() / move.totalBytes();
    }

    /** Names joined by commas or blanks. */
    static List<String> patterns(String typed) {
        return Stream.of(typed.split("[,\\s]+")).filter(name -> !name.isEmpty()).toList();
    }
}
