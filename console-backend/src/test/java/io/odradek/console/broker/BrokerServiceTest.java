package io.odradek.console.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BrokerServiceTest {

    @Test
    void brokerThatIsKnownToBeOfflineIsNotWaitedFor() {
        BrokerState gone = new BrokerState(2, "h", 2, null, false, false, 0, 1, 0, -1, -1, -1, "");
        Snapshot snapshot = new Snapshot("c", 1, 1, true, Sentence.NONE, "id", 1, List.of(gone), new TreeMap<>(),
                new Snapshot.Totals(0, 0, 0, 0, -1, -1, -1, -1));
        try (Clusters clusters = new Clusters(List.of(new ClusterSpec("c", "127.0.0.1:1", false, Map.of())));
                Snapshots snapshots = new Snapshots(clusters) {
                    @Override
                    public Snapshot of(String cluster) {
                        return snapshot;
                    }
                }) {
            BrokerService brokers = new BrokerService(clusters, snapshots, new AuditLog(null), new Insides());
            assertThatThrownBy(() -> brokers.configuration("c", 2)).hasMessageContaining("is not in the cluster");
            assertThatThrownBy(() -> brokers.relocating("c", 2)).hasMessageContaining("is not in the cluster");
        }
    }
}
