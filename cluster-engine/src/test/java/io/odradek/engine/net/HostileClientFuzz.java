package io.odradek.engine.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.metric.Meter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever strangers send, only their own connection ends, and those who behave notice nothing. */
@Timeout(120)
class HostileClientFuzz {
    private static final int LIMIT = 100_000;

    @Test
    void framesOfImpossibleSizeCloseTheirConnectionOnly() throws IOException {
        try (TestServer server = server(); TestClient bystander = new TestClient(server.port())) {
            int number = 0;
            for (int size : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, LIMIT + 1, 0x47455420 /* GET */}) {
                try (TestClient client = new TestClient(server.port())) {
                    client.write(TestClient.beat("now", 1), ByteBuffer.allocate(4).putInt(size).array());
                    assertThat(client.readBeat()).isEqualTo(1);
                    assertThat(client.closedByServer()).as("size %s", size).isTrue();
                }
                bystander.write(TestClient.beat("now", ++number));
                assertThat(bystander.readBeat()).isEqualTo(number);
            }
            assertThat(server.count(Meter.NET_CONNECTIONS_BROKEN)).isEqualTo(number);
        }
    }

    @Test
    void randomBytesAndSpoiledRequestsHurtNobodyElse() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (TestServer server = server(); TestClient bystander = new TestClient(server.port())) {
            for (int round = 0; round < 1_000; round++) {
                try (TestClient client = new TestClient(server.port())) {
                    client.write(round % 2 == 0 ? noise(random) : spoiled(random));
                } catch (IOException closedByServer) {
                    assertThat(closedByServer).isNotNull();
                }
                if (round % 10 == 0) {
                    bystander.write(TestClient.beat("now", round));
                    assertThat(bystander.readBeat()).as("seed %d round %d", seed, round).isEqualTo(round);
                }
            }
        }
    }

    @Test
    void manyThatClaimMuchAndSendLittleTakeLittleMemoryAndHurtNobodyElse() throws IOException {
        List<TestClient> slow = new ArrayList<>();
        try (TestServer server = new TestServer(true, Map.of()); TestClient bystander = new TestClient(server.port())) {
            for (int i = 0; i < 50; i++) {
                TestClient client = new TestClient(server.port());
                slow.add(client);
                client.write(ByteBuffer.allocate(8).putInt(100_000_000).putInt(7).array());
            }
            bystander.write(TestClient.beat("now", 5));
            assertThat(bystander.readBeat()).isEqualTo(5);
            // Each got the room of one ordinary request, not of the hundred megabytes that it spoke of.
            assertThat(server.memory()).isLessThan(60L << 20);
            for (TestClient client : slow) client.write(new byte[] {1});
            for (TestClient client : slow) client.close();
            TestServer.await("all are gone", () -> server.count(Meter.NET_CONNECTIONS) == 1);
        }
    }

    private static TestServer server() throws IOException {
        return new TestServer(true, Map.of("socket.request.max.bytes", Integer.toString(LIMIT)));
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(2_000)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A good request with some bytes changed or its end cut off, the length made to fit or not. */
    private static byte[] spoiled(Random random) {
        byte[] bytes = TestClient.beat("now", random.nextInt());
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt();
        byte[] cut = java.util.Arrays.copyOf(bytes, 4 + random.nextInt(bytes.length - 4));
        if (random.nextBoolean()) ByteBuffer.wrap(cut).putInt(cut.length - 4);
        return cut;
    }
}
