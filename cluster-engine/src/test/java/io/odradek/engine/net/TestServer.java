package io.odradek.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.api.Exchange;
import io.odradek.engine.api.Handler;
import io.odradek.engine.api.HandlerTable;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * A listener whose Heartbeat does as the member id says (now, later, nothing, throw, bye) and answers the generation id
 * as throttle
 * time, and whose Fetch answers {@link #payload}. Closing it proves that every buffer was given back.
 */
final class TestServer implements AutoCloseable {
    private static final long PATIENCE_NS = 20_000_000_000L;

    final Meters meters = new Meters(1);
    /** Exchanges of member "later", to be answered by the test. */
    final Queue<Exchange> later = new ConcurrentLinkedQueue<>();
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true);
    private final Transport transport;
    private final Listener listener;
    volatile Payload payload = Payload.EMPTY;

    TestServer(boolean nativeSockets, Map<String, String> properties) throws IOException {
        Map<String, String> all = new HashMap<>(properties);
        all.put("listeners", "PLAINTEXT://127.0.0.1:0");
        BrokerConfig config = BrokerConfig.of(all);
        transport = new Transport("t-", 2, nativeSockets, allocator, meters);
        listener = new Listener(ListenerAddress.listeners(config).getFirst(), config, transport, meters);
        listener.bind();
        listener.open(HandlerTable.builder()
            .add(ApiKey.HEARTBEAT, 1, 4, new Beat())
            .add(ApiKey.FETCH, (Exchange x, FetchRequest q) -> x.answer(fetched()))
            .add(ApiKey.API_VERSIONS, 0, 4, (Exchange x, ApiVersionsRequest q) -> x.answer(new ApiVersionsResponse()))
            .build());
    }

    TestServer() throws IOException {
        this(true, Map.of());
    }

    int port() {
        return listener.port();
    }

    Transport transport() {
        return transport;
    }

    /** Bytes of buffers that are not given back. */
    long memory() {
        return allocator.metric().usedDirectMemory();
    }

    double count(Meter meter) {
        return meters.sum(meter);
    }

    static Message beat(int number) {
        return new HeartbeatResponse().throttleTimeMs(number);
    }

    private FetchResponse fetched() {
        return new FetchResponse().responses(List.of(new FetchResponse.FetchableTopicResponse()
            .topic("t").partitions(List.of(new FetchResponse.PartitionData().records(payload)))));
    }

    private final class Beat implements Handler<HeartbeatRequest> {
        @Override
        public void handle(Exchange x, HeartbeatRequest q) {
            switch (q.memberId()) {
                case "now" -> x.answer(beat(q.generationId()));
                case "later" -> later.add(x);
                case "nothing" -> x.answerNothing();
                case "throw" -> throw new IllegalStateException("expected by the test");
                case "twice" -> {
                    x.answer(beat(q.generationId()));
                    x.answer(beat(-1));
                }
                default -> x.disconnect("told to by the test");
            }
        }

        @Override
        public Message onError(ErrorCode error, HeartbeatRequest q) {
            return new HeartbeatResponse().throttleTimeMs(q.generationId()).errorCode(error.code());
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        later.forEach(Exchange::answerNothing);
        listener.close();
        await("connections close", () -> count(Meter.NET_CONNECTIONS) == 0);
        await("buffers are given back", () -> allocator.metric().usedDirectMemory() == 0
            && allocator.metric().usedHeapMemory() == 0);
        transport.close();
    }
}
