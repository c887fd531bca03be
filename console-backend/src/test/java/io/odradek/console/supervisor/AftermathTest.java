package io.odradek.console.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AftermathTest {

    @Test
    void killedBrokerIsWatchedUntilEveryPartitionHasALeaderAgain() {
        Aftermath aftermath = new Aftermath(look(0, true, 2, 0, 0), "kill", 2, true, 0);
        assertThat(aftermath.see(look(100, true, 2, 0, 0))).isTrue();
        assertThat(aftermath.see(look(200, false, -1, 4, 0))).isTrue();
        assertThat(aftermath.see(look(900, false, 1, 0, 9))).isTrue();
        assertThat(aftermath.see(look(4_000, false, 1, 0, 9))).isFalse();
        assertThat(aftermath.episode(false)).isEqualTo(new Episode(0, "c", "kill", 2, 200, 900, 4, 900, 9, -1, false));
    }

    @Test
    void startedBrokerIsWatchedUntilAllIsInSync() {
        Aftermath aftermath = new Aftermath(look(0, false, 1, 0, 9), "start", 2, false, 0);
        assertThat(aftermath.see(look(500, true, 1, 0, 9))).isTrue();
        assertThat(aftermath.see(look(3_600, true, 1, 0, 9))).isTrue();
        assertThat(aftermath.see(look(3_700, true, 1, 0, 0))).isFalse();
        assertThat(aftermath.episode(false)).isEqualTo(new Episode(0, "c", "start", 2, 500, -1, 0, 0, 9, 3_700,
                false));
    }

    private static Snapshot look(long ms, boolean online, int controller, int offline, int under) {
        List<BrokerState> brokers = List.of(new BrokerState(2, "h", 1, null, online, false, 0, 0, 0, 0, 0, 0, ""));
        return new Snapshot("c", ms, ms, true, Sentence.NONE, "id", controller, brokers, new TreeMap<>(),
                new Snapshot.Totals(0, 0, under, offline, 0, 0, 0, 0));
    }
}
