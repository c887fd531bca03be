package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.coordinator.SimWorld;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.SecurityProtocol;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrokerRegistrationTest {
    private static final int WAIT_MS = 8_000;

    private final SimWorld world = new SimWorld(1);
    private final SimZookeeper zookeeper = new SimZookeeper((_, task) -> world.lane.execute(task), (_, _) -> { });
    private final SimZookeeper.SimSession former = session();
    private final SimZookeeper.SimSession ours = session();
    private final BrokerRegistration registration = new BrokerRegistration(ours, world.lane, world.timers,
            () -> new ZnodeJson.Broker(3, List.of(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "b", 9092)),
                    null, -1, 0, new TreeMap<>()), WAIT_MS);

    private SimZookeeper.SimSession session() {
        return zookeeper.open(world.lane::execute, () -> false);
    }

    private void make(SimZookeeper.SimSession session, String path, ZkRequest.Mode mode) {
        session.submit(new ZkRequest.Create(path, new byte[] {'{', '}'}, mode), _ -> { });
        world.pass(1);
    }

    @BeforeEach
    void roots() {
        make(former, "/brokers", ZkRequest.Mode.PERSISTENT);
        make(former, Znodes.BROKER_IDS, ZkRequest.Mode.PERSISTENT);
        make(former, Znodes.broker(3), ZkRequest.Mode.EPHEMERAL);
    }

    @Test
    void theFormerProcessIsWaitedForUntilItsSessionEnds() {
        CompletableFuture<Long> done = registration.register();
        world.pass(WAIT_MS - 1);
        assertThat(done).isNotDone();
        former.expire();
        world.pass(1);
        assertThat(done).isCompleted();
        assertThat(registration.epoch()).isPositive();
    }

    @Test
    void anIdThatStaysTakenIsAnothers() {
        CompletableFuture<Long> done = registration.register();
        world.pass(WAIT_MS + 1);
        assertThat(done).isCompletedExceptionally();
    }

    /** The limit of the first wait ran on, and ended a registration long after it. */
    @Test
    void aLimitEndsWithItsSession() {
        CompletableFuture<Long> done = registration.register();
        world.pass(WAIT_MS - 1_000);
        ours.expire();
        world.pass(500);
        former.expire();
        world.pass(1);
        assertThat(done).isCompleted();
        ours.expire();
        make(former, Znodes.broker(3), ZkRequest.Mode.EPHEMERAL);
        world.pass(2_000);
        assertThat(registration.epoch()).isEqualTo(-1);
        former.expire();
        world.pass(1);
        assertThat(registration.epoch()).isPositive();
    }
}
