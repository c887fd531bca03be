package io.odradek.engine.api;

import static io.odradek.engine.api.SimCluster.TOPIC;
import static io.odradek.engine.api.SimCluster.produce;
import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.message.ProduceResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With flush.messages=1, acknowledged means flushed: by the leader for acks=1, by all in sync for acks=all. */
class DurabilityTest {
    @TempDir
    private Path directory;

    @Test
    void theLeaderHasFlushedWhatItAcknowledges() {
        SimCluster c = new SimCluster(1, directory, Map.of("log.flush.interval.messages", "1"));
        c.elect(0, List.of(0), List.of(0));
        for (int i = 0; i < 10; i++) {
            ProduceResponse r = c.call(0, ApiKey.PRODUCE, 12, produce(1, "a"), new ProduceResponse());
            assertThat(r.responses().getFirst().partitionResponses().getFirst().errorCode()).isZero();
            assertThat(c.brokers.get(0).log(TOPIC, 0).recoveryPoint()).isEqualTo(i + 1);
        }
    }

    @Test
    void everyReplicaInSyncHasFlushedWhatIsCommitted() {
        SimCluster c = new SimCluster(3, directory, Map.of("log.flush.interval.messages", "1"));
        c.elect(0, List.of(0, 1, 2), List.of(0, 1, 2));
        for (int i = 0; i < 10; i++) {
            ProduceResponse r = c.call(0, ApiKey.PRODUCE, 12, produce(-1, "a"), new ProduceResponse());
            assertThat(r.responses().getFirst().partitionResponses().getFirst().errorCode()).isZero();
            for (int broker = 0; broker < 3; broker++) {
                assertThat(c.brokers.get(broker).log(TOPIC, 0).recoveryPoint()).isEqualTo(i + 1);
            }
        }
    }
}
