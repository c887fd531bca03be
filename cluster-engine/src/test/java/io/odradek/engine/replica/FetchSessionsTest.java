package io.odradek.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.coordinator.SimWorld;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchSessionsTest {
    private static final short VERSION = 17;
    private static final Uuid TOPIC = new Uuid(1, 1);

    private final SimWorld world = new SimWorld(1);
    private final BrokerConfig config = BrokerConfig.of(Map.of("broker.id", "1"));
    private final FetchSessions sessions = new FetchSessions(world.clock, world.rng, () -> config);
    private int session;
    private int epoch;

    private static FetchRequest.FetchTopic about(int leaderEpoch) {
        return new FetchRequest.FetchTopic().topicId(TOPIC).partitions(List.of(
                new FetchRequest.FetchPartition().partition(0).currentLeaderEpoch(leaderEpoch).fetchOffset(9)));
    }

    /** Whether a follower in this session is told of the partition. */
    private boolean told(List<FetchRequest.FetchTopic> topics) {
        FetchSessions.Fetch fetch = sessions.begin(new FetchRequest().sessionId(session).sessionEpoch(epoch++)
                .topics(topics), VERSION, true);
        session = fetch.sessionId();
        FetchSessions.Item item = fetch.items().getFirst();
        PartitionRead read = new PartitionRead(null, null, item.topicId(), item.ask());
        read.positions(9, 9, 0);
        return fetch.answers(item, read);
    }

    @Test
    void whatWasToldIsNotToldAgainUnlessTheLeaderEpochIsAnother() {
        assertThat(told(List.of(about(3)))).isTrue();
        assertThat(told(List.of())).isFalse();
        assertThat(told(List.of(about(3)))).isFalse();
        // What it was told under the former epoch it may have thrown away.
        assertThat(told(List.of(about(4)))).isTrue();
        assertThat(told(List.of())).isFalse();
    }
}
