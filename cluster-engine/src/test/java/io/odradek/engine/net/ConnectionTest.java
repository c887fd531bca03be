package io.odradek.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.api.Exchange;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.env.FileSlice;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.Payload;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.FetchRequest;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.MetadataRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConnectionTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void answersComeInTheOrderOfTheRequestsWhateverTheOrderTheyAreKnownIn(boolean nativeSockets) throws IOException {
        try (TestServer server = new TestServer(nativeSockets, Map.of());
                TestClient client = new TestClient(server.port())) {
            for (int i = 0; i < 20; i++) client.write(TestClient.beat(i % 3 == 0 ? "now" : "later", i));
            TestServer.await("requests arrive", () -> server.later.size() == 13);
            List<Exchange> shuffled = new ArrayList<>(server.later);
            server.later.clear();
            Collections.shuffle(shuffled, new Random(1));
            shuffled.forEach(x -> x.answer(TestServer.beat(x.header().correlationId())));
            for (int i = 0; i < 20; i++) assertThat(client.readBeat()).isEqualTo(i);
        }
    }

    @Test
    void manySmallRequestsInOneWriteAreAllAnsweredAlthoughFewMayBeInFlight() throws Exception {
        int count = 5_000;
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < count; i++) client.write(TestClient.beat(i == 100 ? "later" : "now", i));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });
            TestServer.await("the connection is paused", () -> server.count(Meter.NET_PAUSES) > 0);
            assertThat(server.later).hasSize(1);
            server.later.remove().answer(TestServer.beat(100));
            for (int i = 0; i < count; i++) assertThat(client.readBeat()).isEqualTo(i);
            writer.join();
        }
    }

    @Test
    void aRequestMayWantNoAnswerAndOnlyThatOneGetsNone() throws IOException {
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            client.write(TestClient.beat("nothing", 1), TestClient.beat("now", 2), TestClient.beat("nothing", 3),
                TestClient.beat("now", 4));
            assertThat(client.readBeat()).isEqualTo(2);
            assertThat(client.readBeat()).isEqualTo(4);
        }
    }

    @Test
    void aHandlerThatThrowsIsAnsweredAndASecondAnswerIsDropped() throws IOException {
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            client.write(TestClient.beat("throw", 1), TestClient.beat("twice", 2), TestClient.beat("now", 3));
            assertThat(client.readBeat()).isEqualTo(-1);
            assertThat(client.readBeat()).isEqualTo(2);
            assertThat(client.readBeat()).isEqualTo(3);
            assertThat(server.count(Meter.REQUEST_FAILURES)).isEqualTo(1);
        }
    }

    @Test
    void framesMayArriveInPiecesOfAnySize() throws IOException {
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            for (int piece : new int[] {1, 2, 3, 5, 7, 11}) {
                byte[] two = concat(TestClient.beat("now", piece), TestClient.beat("now", 100 + piece));
                for (int at = 0; at < two.length; at += piece) client.write(two, at, Math.min(piece, two.length - at));
                assertThat(client.readBeat()).isEqualTo(piece);
                assertThat(client.readBeat()).isEqualTo(100 + piece);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {70_000, 1_000_000, 5_000_000})
    void largeRequestsAreReadWhole(int size) throws IOException {
        String member = "now";
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            // Unknown tagged fields carry the weight: they are skipped.
            byte[] large = padded(TestClient.beat(member, 7), size);
            client.write(TestClient.beat("now", 6), large, TestClient.beat("now", 8));
            assertThat(client.readBeat()).isEqualTo(6);
            assertThat(client.readBeat()).isEqualTo(7);
            assertThat(client.readBeat()).isEqualTo(8);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytesOfFilesAndOfMemoryLeaveInOrder(boolean nativeSockets, @TempDir Path directory) throws IOException {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        try (TestServer server = new TestServer(nativeSockets, Map.of());
                TestClient client = new TestClient(server.port());
                DiskFile file = new SystemDisk().open(directory.resolve("f"))) {
            file.write(0, ByteBuffer.wrap(content));
            server.payload = new Payload.Many(List.of(new Payload.File(new FileSlice(file, 10, 2_000_000)),
                new Payload.Buf(Unpooled.wrappedBuffer(content, 2_000_010, 5_000)),
                new Payload.File(new FileSlice(file, 2_005_010, 900_000))));
            for (int i = 0; i < 5; i++) client.write(TestClient.request(ApiKey.FETCH, 12, i, new FetchRequest()));
            for (int i = 0; i < 5; i++) {
                ByteBuf answer = client.read();
                assertThat(Frames.readResponseHeader(answer, ApiKey.FETCH, (short) 12)).isEqualTo(i);
                FetchResponse fetched = new FetchResponse();
                fetched.read(answer, (short) 12);
                Payload.Buf records = (Payload.Buf) fetched.responses().getFirst().partitions().getFirst().records();
                assertThat(records.bytes()).isEqualTo(Unpooled.wrappedBuffer(content, 10, 2_905_000));
            }
            assertThat(file.hold().isOpen()).isTrue();
        }
    }

    @Test
    void aClientThatDoesNotTakeItsAnswersIsNotRead(@TempDir Path directory) throws IOException {
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port());
                TestClient other = new TestClient(server.port());
                DiskFile file = new SystemDisk().open(directory.resolve("f"))) {
            file.write(0, ByteBuffer.allocate(4_000_000));
            server.payload = new Payload.File(new FileSlice(file, 0, 4_000_000));
            for (int i = 0; i < 100; i++) client.write(TestClient.request(ApiKey.FETCH, 12, i, new FetchRequest()));
            TestServer.await("the connection is paused", () -> server.count(Meter.NET_PAUSES) > 0);
            assertThat(server.count(Meter.REQUEST_TIME)).isLessThan(50);
            other.write(TestClient.beat("now", 1));
            assertThat(other.readBeat()).isEqualTo(1);
            for (int i = 0; i < 100; i++) assertThat(client.read().readableBytes()).isGreaterThan(4_000_000);
        }
    }

    @Test
    void aNewerApiVersionsIsAnsweredInTheOldestFormWithTheVersionsServed() throws IOException {
        try (TestServer server = new TestServer(); TestClient client = new TestClient(server.port())) {
            byte[] newer = TestClient.request(ApiKey.API_VERSIONS, 3, 9, new ApiVersionsRequest());
            newer[7] = 99;
            client.write(newer);
            ByteBuf answer = client.read();
            assertThat(answer.readInt()).isEqualTo(9);
            ApiVersionsResponse versions = new ApiVersionsResponse();
            versions.read(answer, (short) 0);
            assertThat(versions.errorCode()).isEqualTo((short) 35);
            assertThat(versions.apiKeys()).singleElement().satisfies(v -> {
                assertThat(v.apiKey()).isEqualTo((short) 18);
                assertThat(v.maxVersion()).isEqualTo((short) 4);
            });
            client.write(TestClient.beat("now", 1));
            assertThat(client.readBeat()).isEqualTo(1);
        }
    }

    @Test
    void keysAndVersionsThatAreNotServedCloseTheConnection() throws IOException {
        try (TestServer server = new TestServer(); TestClient bystander = new TestClient(server.port())) {
            byte[] unknown = TestClient.beat("now", 1);
            unknown[4] = 0x7F;
            byte[] old = TestClient.beat("now", 1);
            old[7] = 0;
            for (byte[] bad : List.of(unknown, old, TestClient.request(ApiKey.METADATA, 9, 1, new MetadataRequest()),
                    TestClient.beat("bye", 1))) {
                try (TestClient client = new TestClient(server.port())) {
                    client.write(bad);
                    assertThat(client.closedByServer()).isTrue();
                }
            }
            TestServer.await("all are counted", () -> server.count(Meter.NET_CONNECTIONS_BROKEN) == 4);
            bystander.write(TestClient.beat("now", 3));
            assertThat(bystander.readBeat()).isEqualTo(3);
        }
    }

    @Test
    void idleConnectionsAreClosedAndBusyOnesNot() throws IOException {
        try (TestServer server = new TestServer(true, Map.of("connections.max.idle.ms", "200"));
                TestClient idle = new TestClient(server.port()); TestClient waiting = new TestClient(server.port())) {
            waiting.write(TestClient.beat("later", 1));
            TestServer.await("it waits", () -> server.later.size() == 1);
            idle.write(TestClient.beat("now", 2));
            assertThat(idle.readBeat()).isEqualTo(2);
            assertThat(idle.closedByServer()).isTrue();
            server.later.remove().answer(TestServer.beat(1));
            assertThat(waiting.readBeat()).isEqualTo(1);
            assertThat(waiting.closedByServer()).isTrue();
            TestServer.await("both are counted", () -> server.count(Meter.NET_CONNECTIONS_EXPIRED) == 2);
        }
    }

    @Test
    void limitsOfConnectionsAreHeld() throws IOException {
        try (TestServer server = new TestServer(true, Map.of("max.connections.per.ip", "2", "max.connections", "100"));
                TestClient first = new TestClient(server.port())) {
            try (TestClient second = new TestClient(server.port())) {
                second.write(TestClient.beat("now", 1));
                assertThat(second.readBeat()).isEqualTo(1);
                try (TestClient third = new TestClient(server.port())) {
                    assertThat(third.closedByServer()).isTrue();
                }
            }
            TestServer.await("there is room again", () -> server.count(Meter.NET_CONNECTIONS) == 1);
            try (TestClient next = new TestClient(server.port())) {
                next.write(TestClient.beat("now", 2));
                assertThat(next.readBeat()).isEqualTo(2);
            }
            first.write(TestClient.beat("now", 3));
            assertThat(first.readBeat()).isEqualTo(3);
        }
    }

    @Test
    void connectionsBeyondTheListenersLimitWaitForOneToClose() throws IOException {
        try (TestServer server = new TestServer(true, Map.of("max.connections", "1"))) {
            TestClient second;
            try (TestClient first = new TestClient(server.port())) {
                first.write(TestClient.beat("now", 1));
                assertThat(first.readBeat()).isEqualTo(1);
                second = new TestClient(server.port());
                second.write(TestClient.beat("now", 2));
                first.write(TestClient.beat("now", 3));
                assertThat(first.readBeat()).isEqualTo(3);
                assertThat(server.count(Meter.NET_CONNECTIONS_OPENED)).isEqualTo(1);
            }
            assertThat(second.readBeat()).isEqualTo(2);
            second.close();
        }
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    /** The same request with an unknown tagged field of this many bytes at its end. */
    private static byte[] padded(byte[] request, int bytes) {
        ByteBuf out = Unpooled.buffer();
        out.writeInt(0).writeBytes(request, 4, request.length - 5).writeByte(1).writeByte(99);
        for (int rest = bytes; ; rest >>>= 7) {
            out.writeByte(rest > 0x7F ? rest | 0x80 : rest);
            if (rest <= 0x7F) break;
        }
        out.writeZero(bytes).setInt(0, out.writerIndex() - 4);
        byte[] all = new byte[out.readableBytes()];
        out.readBytes(all);
        return all;
    }
}
