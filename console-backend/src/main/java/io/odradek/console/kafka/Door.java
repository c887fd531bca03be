package io.odradek.console.kafka;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;

/**
 * One cluster's door. Clients are made at first use and kept. Any thread that may block; every call ends within
 * {@link #TIMEOUT_MS} and a second.
 */
public final class Door implements AutoCloseable {

    /** Long enough for a controller election (6 s session time-out), short enough for somebody who waits. */
    static final int TIMEOUT_MS = 8_000;
    /** Readers kept for the next look: a page view of a few people at once. */
    private static final int IDLE_READERS = 4;

    private static final int LOOK_WAIT_MS = 5;
    /** Kafka's own default: two idle requests a second. */
    private static final int FOLLOW_WAIT_MS = 500;

    private static final AtomicInteger CLIENTS = new AtomicInteger();

    private final ClusterSpec spec;
    private final BlockingQueue<Reader> idle = new ArrayBlockingQueue<>(IDLE_READERS);
    private Admin admin;
    private Writer writer;
    private volatile NearLog near;
    private volatile boolean closed;

    Door(ClusterSpec spec) {
        this.spec = spec;
    }

    public ClusterSpec spec() {
        return spec;
    }

    /** What the cluster says about itself. */
    public Facts facts() {
        return new Facts(this);
    }

    /** Configuration of topics and brokers. */
    public Configs configs() {
        return new Configs(this);
    }

    /** Changes to topics. */
    public Changes changes() {
        return new Changes(this);
    }

    /** Groups of every type. */
    public Groups groups() {
        return new Groups(this);
    }

    /** Replicas moved and leaders elected. */
    public Reassignments reassignments() {
        return new Reassignments(this);
    }

    /** Topologies of Streams groups. */
    public Topologies topologies() {
        return new Topologies(this);
    }

    /** Transactions and the producers that hold partitions back. */
    public Transactions transactions() {
        return new Transactions(this);
    }

    /** What brokers keep of a topic. */
    public Replicas replicas() {
        return new Replicas(this);
    }

    /** A reader for one thread that looks at what is there; close it to give it back. */
    public Reader reader() {
        refuseWhenClosed();
        Reader reader = idle.poll();
        return reader != null ? reader : new Reader(this, LOOK_WAIT_MS, true);
    }

    /** A reader that sees nothing of transactions that were aborted or are undecided. */
    public Reader committedReader() {
        refuseWhenClosed();
        return new Reader(this, LOOK_WAIT_MS, false, true);
    }

    /** A reader for one thread that waits for what comes. */
    public Reader follower() {
        refuseWhenClosed();
        return new Reader(this, FOLLOW_WAIT_MS, false);
    }

    /** The logs themselves where this process runs the cluster, else null. */
    public NearLog near() {
        return near;
    }

    void near(NearLog logs) {
        near = logs;
    }

    /** The door's writer, shared by all. */
    public synchronized Writer writer() {
        refuseWhenClosed();
        if (writer == null) {
            writer = new Writer(this, false);
        }
        return writer;
    }

    /** A writer of many records, for one who closes it. */
    public Writer manyWriter() {
        refuseWhenClosed();
        return new Writer(this, true);
    }

    /** Keeps a reader for the next, or refuses. */
    boolean giveBack(Reader reader) {
        return !closed && idle.offer(reader);
    }

    /** A conversation with the cluster. */
    interface Conversation<T> {
        T with(Admin admin) throws Exception;
    }

    /** Asks the cluster and waits for the answer. */
    <T> T ask(Sentence what, Function<Admin, KafkaFuture<T>> question) {
        return talk(what, admin -> question.apply(admin).get(TIMEOUT_MS + 1_000, TimeUnit.MILLISECONDS));
    }

    /** Talks with the cluster; whatever is thrown leaves as a Problem. */
    <T> T talk(Sentence what, Conversation<T> conversation) {
        try {
            return conversation.with(admin());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.problem(spec, what, e);
        } catch (Exception e) {
            throw Failures.problem(spec, what, e);
        }
    }

    /** The properties every client of this door starts from; those of the cluster's own count for more. */
    Map<String, Object> properties(String kind) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, spec.bootstrapServers());
        properties.put(CommonClientConfigs.CLIENT_ID_CONFIG, "odradek-console-" + kind + "-" + CLIENTS
                .incrementAndGet());
        properties.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS - 1_000);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000L);
        properties.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 4_000L);
        properties.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L);
        properties.putAll(spec.client());
        properties.remove(ClusterSpec.ZOOKEEPER);
        return properties;
    }

    private synchronized Admin admin() {
        refuseWhenClosed();
        if (admin == null) {
            Map<String, Object> properties = properties("admin");
            properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
            admin = Admin.create(properties);
        }
        return admin;
    }

    private void refuseWhenClosed() {
        if (closed) {
            throw Problem.of(Kind.UNREACHABLE, Sentence.of("The console is closing"), Sentence.quoted(spec.id()));
        }
        if (spec.bootstrapServers().isEmpty()) {
            throw Problem.of(Kind.UNREACHABLE, Sentence.of("The cluster is still starting"),
                    Sentence.quoted(spec.id()));
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Reader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.dispose();
        }
        synchronized (this) {
            if (writer != null) {
                writer.dispose();
            }
            if (admin != null) {
                admin.close(Duration.ofSeconds(1));
            }
        }
    }
}
