package io.odradek.ui.control;

import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Episode;
import io.odradek.ui.format.Durations;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the control room says. */
final class ControlLogic {
    private ControlLogic() {
    }

    /** A broker as this process runs it, and as the cluster sees it; the latter unknown at first. */
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

    /** What followed, in the order it did, a sentence each. */
    static List<Phrase> followed(Episode episode) {
        List<Phrase> phrases = new ArrayList<>();
        boolean away = !episode.what().equals("start") && !episode.what().equals("add");
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
