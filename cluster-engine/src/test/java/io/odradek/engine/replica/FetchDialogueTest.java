package io.odradek.engine.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.coordinator.SimWorld;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FetchDialogueTest {
    private static final FetchDialogue.Wanted START = new FetchDialogue.Wanted(3, 0, -1, 0);

    private final SimWorld world = new SimWorld(1);
    private final BrokerConfig config = BrokerConfig.of(Map.of("broker.id", "1"));
    private final Shared shared = new Shared(new Seams(world.clock, world.timers, null, null, world.rng), null,
            new Metadata(), () -> config, () -> 1);
    private final FetchDialogue dialogue = new FetchDialogue(false);

    private Partition replica(String topic, Uuid id) {
        return new Partition(new TopicPartition(topic, 0), id, world.lane, shared);
    }

    private FetchRequest ask(Partition... wanted) {
        FetchRequest request = new FetchRequest();
        dialogue.fill(request, Stream.of(wanted).collect(Collectors.toMap(p -> p,
                _ -> START)), 1000);
        assertThat(dialogue.accept(new FetchResponse().sessionId(7))).isTrue();
        return request;
    }

    @Test
    void onlyWhatChangedIsNamed() {
        Partition a = replica("a", new Uuid(1, 1));
        Partition b = replica("b", new Uuid(2, 2));
        assertThat(ask(a, b).topics()).hasSize(2);
        FetchRequest second = ask(a);
        assertThat(second.topics()).isEmpty();
        assertThat(second.forgottenTopicsData()).singleElement().extracting(FetchRequest.ForgottenTopic::topicId)
                .isEqualTo(new Uuid(2, 2));
        assertThat(ask(a).forgottenTopicsData()).isEmpty();
    }

    /** Named as forgotten too, it would be forgotten for good: the leader adds first and forgets then. */
    @Test
    void aReplicaThatWasTakenAwayAndCameBackIsNotForgotten() {
        Partition other = replica("b", new Uuid(2, 2));
        ask(replica("a", new Uuid(1, 1)), other);
        FetchRequest request = ask(replica("a", new Uuid(1, 1)), other);
        assertThat(request.topics()).singleElement().extracting(FetchRequest.FetchTopic::topicId)
                .isEqualTo(new Uuid(1, 1));
        assertThat(request.forgottenTopicsData()).isEmpty();
        // Made anew under its name, it is another: the one of old has to go.
        FetchRequest anew = ask(replica("a", new Uuid(1, 9)), other);
        assertThat(anew.topics()).singleElement().extracting(FetchRequest.FetchTopic::topicId)
                .isEqualTo(new Uuid(1, 9));
        assertThat(anew.forgottenTopicsData()).singleElement().extracting(FetchRequest.ForgottenTopic::topicId)
                .isEqualTo(new Uuid(1, 1));
    }
}
