package io.odradek.console.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.kafka.Door;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the audit log to a topic too: the user's name as key, the entry as JSON. It follows the file and never holds
 * up a change: while the cluster does not answer {@link #WAITING} entries wait, and what comes above is in the file
 * alone.
 */
public final class AuditTopic implements AutoCloseable {

    /** Of the embedded cluster. */
    public static final String DEFAULT = "__odradek_audit";

    private static final int WAITING = 1_000;
    private static final int MOST_REPLICAS = 3;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Logger LOG = LoggerFactory.getLogger(AuditTopic.class);

    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(WAITING);
    private final Supplier<Door> door;
    private final String topic;
    private final Thread thread;
    private boolean there;

    /** Begins to follow. */
    public AuditTopic(AuditLog log, Supplier<Door> door, String topic) {
        this.door = door;
        this.topic = topic;
        this.thread = Thread.ofVirtual().name("audit-topic").start(this::run);
        log.listen(entry -> {
            if (!waiting.offer(entry)) {
                LOG.warn("Too much waits for topic {}; in the file alone: {}", topic, entry);
            }
        });
    }

    private void run() {
        try {
            while (true) {
                write(waiting.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(AuditEntry entry) {
        try {
            if (!there) {
                create();
            }
            door.get().writer().write(topic, null, entry.timeMs(), entry.actor().getBytes(StandardCharsets.UTF_8),
                    JSON.writeValueAsBytes(entry), List.of());
        } catch (Problem | JsonProcessingException e) {
            LOG.warn("Not in topic {}, in the file alone: {}; {}", topic, entry, e.getMessage());
        }
    }

    private void create() {
        int brokers = door.get().facts().cluster().brokers().size();
        try {
            door.get().changes().create(topic, 1, Math.clamp(brokers, 1, MOST_REPLICAS),
                    Map.of("retention.ms", "-1"), false);
        } catch (Problem problem) {
            if (problem.kind() != Kind.CONFLICT) {
                throw problem;
            }
        }
        there = true;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
