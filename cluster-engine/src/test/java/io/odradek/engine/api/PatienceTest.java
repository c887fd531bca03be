package io.odradek.engine.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private final SimLoop loop = new SimLoop();
    private final Metadata metadata = new Metadata();
    private final Patience patience = new Patience(metadata, loop.timers());

    private SimExchange ask(Handler<MetadataRequest> handler) {
        SimExchange x = SimExchange.of(ApiKey.METADATA, 12, loop.new SimLane("net"));
        patience.of(handler).handle(x, new MetadataRequest());
        return x;
    }

    private void answer(Exchange x, MetadataRequest q) {
        x.answer(new MetadataResponse().controllerId(metadata.current().controllerId()));
    }

    private void tell() {
        metadata.update(d -> d.controllerId(2).brokers(Map.of(2, new BrokerImage(2, -1, null, List.of()))));
    }

    @Test
    void aBrokerThatWasToldNothingYetAnswersWhenItWas() {
        SimExchange x = ask(this::answer);
        metadata.update(d -> d.clusterId("known before"));
        loop.run(1_000);
        assertThat(x.answered()).isFalse();
        tell();
        loop.run(0);
        assertThat(((MetadataResponse) x.message).controllerId()).isEqualTo(2);
        assertThat(ask(this::answer).answered()).as("at once from now on").isTrue();
    }

    @Test
    void whereNobodyTellsItItAnswersAllTheSameAndOnce() {
        SimExchange x = ask(this::answer);
        loop.run(Patience.LIMIT_MS - 1);
        assertThat(x.answered()).isFalse();
        loop.run(1);
        assertThat(((MetadataResponse) x.message).controllerId()).isEqualTo(-1);
        tell();
        loop.run(Patience.LIMIT_MS);
    }

    @Test
    void whatTheHandlerThrowsThenIsTheClientsError() {
        SimExchange x = ask(new Handler<>() {
            @Override
            public void handle(Exchange exchange, MetadataRequest q) {
                throw new IllegalStateException("broken");
            }

            @Override
            public Message onError(ErrorCode error, MetadataRequest q) {
                return new MetadataResponse().errorCode(error.code());
            }
        });
        tell();
        loop.run(0);
        assertThat(((MetadataResponse) x.message).errorCode()).isEqualTo(ErrorCode.UNKNOWN_SERVER_ERROR.code());
    }
}
