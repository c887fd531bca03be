package io.odradek.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.supervisor.EmbeddedBroker;
import io.odradek.console.supervisor.Episode;
import io.odradek.console.supervisor.Watched;
import io.odradek.console.supervisor.WatchedRecord;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlLogicTest {
    @Test
    void brokerThatTheClusterDoesNotSeeYetIsComing() {
        EmbeddedBroker running = new EmbeddedBroker(1, "h", 1, true);
        EmbeddedBroker stopped = new EmbeddedBroker(2, "h", 2, false);
        List<ControlLogic.Card> cards = ControlLogic.cards(List.of(running, stopped), Snapshot.empty("c"));
        assertThat(cards.get(0).word().key()).isEqualTo("control.coming");
        assertThat(cards.get(0).tone()).isEqualTo(Tone.WARN);
        assertThat(cards.get(1).word().key()).isEqualTo("control.down");
        assertThat(cards.get(1).tone()).isEqualTo(Tone.BAD);
    }

    @Test
    void killingAProcessNamesIt() {
        EmbeddedBroker here = new EmbeddedBroker(1, "h", 1, true);
        EmbeddedBroker own = new EmbeddedBroker(2, "h", 2, true, 4711, "/data/logs/broker-2.log");
        assertThat(ControlLogic.kill(here)).isEqualTo(Phrase.of("broker.KILL.step", 1));
        assertThat(ControlLogic.kill(own)).isEqualTo(Phrase.of("broker.KILL.process", 2, "4711"));
    }

    @Test
    void recordsThatTheWorkloadMissedOrSawTwiceAreNamed() {
        Watched fine = new Watched(true, 1, 10, 0, 10, 0, 0, 1, Sentence.NONE, List.of(), List.of());
        assertThat(ControlLogic.culprits(fine)).isEmpty();
        Watched bad = new Watched(true, 1, 10, 0, 8, 3, 1, 1, Sentence.NONE,
                List.of(new WatchedRecord(7, 1, 102, -1), new WatchedRecord(9, 0, 103, -1)),
                List.of(new WatchedRecord(5, 2, 900, 101)));
        assertThat(ControlLogic.culprits(bad)).containsExactly(
                Phrase.of("witness.lost", "7 odradek-witness-1@102, 9 odradek-witness-0@103 …"),
                Phrase.of("witness.again", "5 odradek-witness-2@900 = @101"));
    }

    @Test
    void whatFollowedIsSaidInOrder() {
        Episode killed = new Episode(0, "c", "kill", 2, 300, 450, 6, 1_200, 12, -1, true);
        assertThat(ControlLogic.followed(killed)).containsExactly(Phrase.of("episode.left", "300 ms"),
                Phrase.of("episode.controller", "450 ms"), Phrase.of("episode.offline", 6, "1.2 s"),
                Phrase.of("episode.under.still", 12));
        Episode quiet = new Episode(0, "c", "start", 2, 300, -1, 0, 0, 0, 0, false);
        assertThat(ControlLogic.followed(quiet)).containsExactly(Phrase.of("episode.joined", "300 ms"),
                Phrase.of("episode.nothing"));
        Episode fresh = new Episode(0, "c", "stop", 2, -1, -1, 0, 0, 0, 0, true);
        assertThat(ControlLogic.followed(fresh)).containsExactly(Phrase.of("episode.nothing.yet"));
    }
}
