package io.odradek.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Peers;
import io.odradek.engine.env.ThreadLane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.message.HeartbeatResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NettyPeersTest {
    private final ThreadLane lane = new ThreadLane("lane", 1000, new LongAdder());
    private TestServer server;
    private NettyPeers peers;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
        peers = new NettyPeers(server.transport(), 1 << 20, 5_000, server.meters);
    }

    @AfterEach
    void stop() {
        peers.close();
        server.close();
        lane.close();
    }

    @Test
    void answersComeInOrderOnTheLaneAskedFor() throws Exception {
        Peers.Peer peer = peers.peer("127.0.0.1", server.port(), "test");
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 100; i++) answers.add(send(peer, "now", i, 10_000, lane));
        for (int i = 0; i < 100; i++) assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(i);
    }

    @Test
    void aLateAnswerFailsAllInFlightAndTheNextRequestConnectsAnew() throws Exception {
        Peers.Peer peer = peers.peer("127.0.0.1", server.port(), "test");
        CompletableFuture<Integer> late = send(peer, "later", 1, 100, lane);
        CompletableFuture<Integer> behind = send(peer, "now", 2, 10_000, lane);
        assertThat(late).failsWithin(10, TimeUnit.SECONDS).withThrowableThat().withMessageContaining("within 100 ms");
        assertThat(behind).failsWithin(10, TimeUnit.SECONDS);
        assertThat(send(peer, "now", 3, 10_000, lane).get(10, TimeUnit.SECONDS)).isEqualTo(3);
    }

    @Test
    void aConnectionThatTheOtherSideClosesFailsWhatIsInFlight() {
        Peers.Peer peer = peers.peer("127.0.0.1", server.port(), "test");
        assertThat(send(peer, "bye", 1, 10_000, lane)).failsWithin(10, TimeUnit.SECONDS).withThrowableThat()
            .withMessageContaining("closed the connection");
        assertThat(send(peer, "now", 2, 10_000, lane)).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(2);
    }

    @Test
    void nobodyListeningFailsAtOnceAndServesOnceSomebodyDoes() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Peers.Peer peer = peers.peer("127.0.0.1", port, "test");
        assertThat(send(peer, "now", 1, 10_000, lane)).failsWithin(10, TimeUnit.SECONDS).withThrowableThat()
            .withMessageContaining("cannot connect to 127.0.0.1:" + port);
    }

    @Test
    void aClosedPeerSendsNothing() {
        Peers.Peer peer = peers.peer("127.0.0.1", server.port(), "test");
        CompletableFuture<Integer> waiting = send(peer, "later", 1, 10_000, lane);
        peer.close();
        assertThat(waiting).failsWithin(10, TimeUnit.SECONDS);
        assertThat(send(peer, "now", 1, 10_000, lane)).failsWithin(10, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Integer> send(Peers.Peer peer, String member, int number, long timeoutMs,
            Lane lane) {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        byte[] bytes = TestClient.beat(member, number);
        peer.send(Unpooled.wrappedBuffer(bytes, 4, bytes.length - 4), timeoutMs, lane, new Peers.Answer() {
            @Override
            public void response(ByteBuf frame) {
                assertThat(lane.isCurrent()).isTrue();
                Frames.readResponseHeader(frame, ApiKey.HEARTBEAT, TestClient.VERSION);
                HeartbeatResponse beat = new HeartbeatResponse();
                beat.read(frame, TestClient.VERSION);
                result.complete(beat.throttleTimeMs());
            }

            @Override
            public void failed(String why) {
                result.completeExceptionally(new IOException(why));
            }
        });
        return result;
    }
}
