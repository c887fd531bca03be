package io.odradek.ui.control;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Episode;
import io.odradek.console.supervisor.Trouble;
import io.odradek.console.supervisor.Watched;
import io.odradek.console.supervisor.WatchedRecord;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the control room says. */
final class ControlLogic {
    /** After which the broker leaves the cluster. */
    private static final Set<String> AWAY = Set.of("stop", "kill", "death", "freeze");

    private ControlLogic() {
    }

    /** A broker as this process runs it or its own does, and as the cluster sees it; the latter unknown at first. */
    record Card(EmbeddedBroker broker, Optional<BrokerState> state) {
        /** Running and in the cluster, on its way, or gone. */
        Phrase word() {
            boolean online = state.map(BrokerState::online).orElse(false);
            return Phrase.of(broker.running() ? online ? "control.up" : "control.coming"
                    : online ? "control.leaving" : "control.down");
        }

        Tone tone() {
            boolean online = state.map(BrokerState::online).orElse(false);
            return broker.running() && online ? Tone.GOOD : !broker.running() && !online ? Tone.BAD : Tone.WARN;
        }
    }

    static List<Card> cards(List<EmbeddedBroker> brokers, Snapshot snapshot) {
        return brokers.stream().map(broker -> new Card(broker, snapshot.brokers().stream()
                .filter(state -> state.id() == broker.id()).findFirst())).toList();
    }

    /** What killing a broker means. */
    static Phrase kill(EmbeddedBroker broker) {
        return broker.pid() > 0 ? Phrase.of("broker.KILL.process", broker.id(), String.valueOf(broker.pid()))
                : Phrase.of("broker.KILL.step", broker.id());
    }

    /** What the workload saw; nothing where it never ran. */
    static List<Phrase> watched(Watched seen) {
        List<Phrase> phrases = new ArrayList<>();
        if (seen.startedMs() == 0) {
            return phrases;
        }
        phrases.add(Phrase.of(seen.running() ? "witness.runs" : "witness.ended", Counts.text(seen.acknowledged())));
        phrases.add(seen.missing() > 0 ? Phrase.of("witness.missing.bad", Counts.text(seen.missing()))
                : Phrase.of("witness.missing.none"));
        phrases.add(seen.repeated() > 0 ? Phrase.of("witness.repeated.bad", Counts.text(seen.repeated()))
                : Phrase.of("witness.repeated.none"));
        if (seen.unsure() > 0) {
            phrases.add(Phrase.of("witness.unsure.warn", Counts.text(seen.unsure())));
        }
        phrases.add(Phrase.of("witness.longest", Durations.text(seen.longestMs())));
        if (!seen.trouble().isEmpty()) {
            phrases.add(Phrase.of("witness.trouble.warn", seen.trouble()));
        }
        return phrases;
    }

    /** Which records the workload missed, and which it saw more than once: what there is, a line each. */
    static List<Phrase> culprits(Watched seen) {
        List<Phrase> phrases = new ArrayList<>();
        if (!seen.lost().isEmpty()) {
            phrases.add(Phrase.of("witness.lost", seen.lost().stream().map(ControlLogic::where)
                    .collect(Collectors.joining(", ")) + more(seen.missing(), seen.lost().size())));
        }
        if (!seen.again().isEmpty()) {
            phrases.add(Phrase.of("witness.again", seen.again().stream()
                    .map(record -> where(record) + " = @" + record.before())
                    .collect(Collectors.joining(", ")) + more(seen.repeated(), seen.again().size())));
        }
        return phrases;
    }

    /** As Kafka writes it in its logs. */
    private static String where(WatchedRecord record) {
        return record.number() + " " + Watched.TOPIC + "-" + record.partition() + "@" + record.offset();
    }

    private static String more(long all, int named) {
        return all > named ? " …" : "";
    }

    /** How it is broken, a few words each. */
    static List<Phrase> troubles(Trouble trouble) {
        List<Phrase> phrases = new ArrayList<>();
        if (trouble.paused()) {
            phrases.add(Phrase.of("trouble.is.paused"));
        }
        if (trouble.withoutZookeeper()) {
            phrases.add(Phrase.of("trouble.is.zookeeper"));
        }
        if (!trouble.cutFrom().isEmpty()) {
            phrases.add(Phrase.of("trouble.is.cut", trouble.cutFrom().stream().sorted().map(String::valueOf)
                    .collect(Collectors.joining(", "))));
        }
        if (trouble.diskMs() > 0) {
            phrases.add(Phrase.of("trouble.is.disk", trouble.diskMs()));
        }
        if (trouble.skewMs() != 0) {
            phrases.add(Phrase.of("trouble.is.skew", trouble.skewMs()));
        }
        return phrases;
    }

    /** What followed, in the order it did, a sentence each. */
    static List<Phrase> followed(Episode episode) {
        List<Phrase> phrases = new ArrayList<>();
        boolean away = AWAY.contains(episode.what());
        if (episode.brokerMs() >= 0) {
            phrases.add(Phrase.of(away ? "episode.left" : "episode.joined", Durations.text(episode.brokerMs())));
        }
        if (episode.controllerMs() >= 0) {
            phrases.add(Phrase.of("episode.controller", Durations.text(episode.controllerMs())));
        }
        if (episode.offlinePeak() > 0) {
            phrases.add(episode.offlineMs() < 0 ? Phrase.of("episode.offline.still", episode.offlinePeak())
                    : Phrase.of("episode.offline", episode.offlinePeak(), Durations.text(episode.offlineMs())));
        }
        if (episode.underPeak() > 0) {
            phrases.add(episode.inSyncMs() < 0 ? Phrase.of("episode.under.still", episode.underPeak())
                    : Phrase.of("episode.under", episode.underPeak(), Durations.text(episode.inSyncMs())));
        }
        if (phrases.isEmpty() || !episode.open() && episode.offlinePeak() == 0 && episode.underPeak() == 0) {
            phrases.add(Phrase.of(episode.open() ? "episode.nothing.yet" : "episode.nothing"));
        }
        return phrases;
    }
}
