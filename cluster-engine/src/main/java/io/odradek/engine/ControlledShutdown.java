package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.replica.ControllerChannel;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.ControlledShutdownResponse;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Before a broker stops, the controller moves what it leads to others, so that clients notice an answer, not an
 * outage. Tried {@code controlled.shutdown.max.retries} times; then the broker stops all the same, as Kafka's does.
 * Unlike Kafka's it does not wait the whole back-off when there is another controller meanwhile, and does not wait at
 * all when no other broker is left.
 */
final class ControlledShutdown {
    private static final Logger LOG = LoggerFactory.getLogger(ControlledShutdown.class);
    /** The version since KIP-380: with the broker's epoch. */
    private static final short VERSION = 3;
    private static final long LOOK_NS = 20_000_000;

    private final Supplier<BrokerConfig> config;
    private final ControllerChannel controller;
    private final Metadata metadata;
    private final LongSupplier epoch;

    ControlledShutdown(Supplier<BrokerConfig> config, ControllerChannel controller, Metadata metadata,
            LongSupplier epoch) {
        this.config = config;
        this.controller = controller;
        this.metadata = metadata;
        this.epoch = epoch;
    }

    /** Blocks. */
    void run() {
        if (!config.get().get(ReplicaKeys.CONTROLLED_SHUTDOWN_ENABLE)) return;
        int id = config.get().brokerId();
        int tries = config.get().get(ReplicaKeys.CONTROLLED_SHUTDOWN_MAX_RETRIES);
        while (tries-- > 0 && epoch.getAsLong() >= 0 && !alone(metadata.current())) {
            String failure = attempt(id);
            if (failure == null) {
                LOG.info("broker {} leads nothing any more", id);
                return;
            }
            LOG.warn("broker {}'s controlled shutdown: {}", id, failure);
            if (tries > 0) await();
        }
    }

    /** Null when all leaders have moved. */
    private String attempt(int id) {
        ControlledShutdownRequest request = new ControlledShutdownRequest().brokerId(id)
            .brokerEpoch(epoch.getAsLong());
        int timeoutMs = config.get().get(ReplicaKeys.CONTROLLER_SOCKET_TIMEOUT_MS);
        try {
            ControlledShutdownResponse answer = controller.call(ApiKey.CONTROLLED_SHUTDOWN, request, VERSION,
                timeoutMs, new ControlledShutdownResponse()).get(timeoutMs + 1_000L, TimeUnit.MILLISECONDS);
            if (answer.errorCode() != 0) return "the controller refuses, " + ErrorCode.of(answer.errorCode());
            int left = answer.remainingPartitions().size();
            return left == 0 ? null : left + " partitions have nobody else in sync to lead them";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause().getMessage());
        } catch (TimeoutException e) {
            return "the controller did not answer";
        }
    }

    private void await() {
        long backoffMs = config.get().get(ReplicaKeys.CONTROLLED_SHUTDOWN_RETRY_BACKOFF_MS);
        long deadlineNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(backoffMs);
        int asked = metadata.current().controllerId();
        while (System.nanoTime() < deadlineNs && !Thread.currentThread().isInterrupted()) {
            ClusterImage now = metadata.current();
            if (alone(now) || now.controllerId() >= 0 && now.controllerId() != asked) return;
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private boolean alone(ClusterImage now) {
        int own = config.get().brokerId();
        return now.brokers().keySet().stream().allMatch(b -> b == own);
    }
}
