package io.odradek.console;

import io.odradek.console.audit.AuditTopic;
import io.odradek.console.demo.Workload;
import io.odradek.console.http.Front;
import io.odradek.console.http.PageServer;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.problem.Sentence;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of everything. The front listens first, so that whoever looks early sees that it starts; then the cluster and
 * the pages start at the same
 * time. Stopping goes the other way and takes seconds.
 */
final class Run implements AutoCloseable {

    private static final long STOP_SECONDS = 15;

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Settings settings;
    private final Access access;
    private final Engine.Starter starter;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile boolean ready;
    private volatile House house;
    private volatile Front front;
    private volatile Engine engine;
    private volatile PageServer pages;
    private volatile Workload workload;
    private volatile AuditTopic auditTopic;
    private int port;

    Run(Settings settings, Engine.Starter starter) {
        this(settings, Access.PLAIN, starter);
    }

    Run(Settings settings, Access access, Engine.Starter starter) {
        this.settings = settings;
        this.access = access;
        this.starter = starter;
    }

    /** Starts all and prints where it is; Problem with one clear line where it cannot. */
    void start() {
        Instant began = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        // Before the embedded cluster runs, whoever listens on its ports is somebody else.
        ClusterSpec spec = new ClusterSpec(settings.embedded() ? "local" : "kafka", settings.bootstrap(),
                settings.embedded(), Map.of());
        house = new House(settings, access, List.of(spec), auditFile());
        requireUsers();
        front = new Front(house, settings.host(), () -> ready);
        port = front.listen(settings.host(), settings.consolePort());
        CompletableFuture<Duration> cluster = background("cluster", () -> cluster(spec), began);
        CompletableFuture<Duration> page = background("pages", this::pages, began);
        Duration produced = await(cluster);
        ready = true;
        if (settings.demo()) {
            demo();
        }
        auditTopic(spec.id());
        String brokers = house.clusters().first().bootstrapServers() + (engine == null ? "" : engine.remark());
        Greeting.print(System.out, settings, access, brokers, engine == null ? "" : engine.zookeeperConnect(), port,
                house.sessions().needed() ? "" : house.sessions().welcome());
        Duration shown = await(page);
        Greeting.printTimes(System.out, engine == null ? null : produced, pages == null ? null : shown);
    }

    /** Beyond loopback everybody on the network would be an administrator. */
    private void requireUsers() {
        if (!Access.loopback(settings.host()) && !house.sessions().needed()) {
            throw Problem.of(Kind.DENIED, Sentence.of("Not listening on {0}", settings.host()),
                    Sentence.of("the console has no users yet"), Sentence.of("{0} makes the first one; without --host "
                    + "only this machine gets in", "bin/odradek users add NAME" + (settings.data().equals(
                    Settings.defaultData(System.getenv(), System.getProperty("user.home"),
                    System.getProperty("os.name"))) ? "" : " --data " + settings.data())));
        }
    }

    private void auditTopic(String cluster) {
        String given = access.auditTopic();
        String topic = given.isEmpty() && settings.embedded() ? AuditTopic.DEFAULT : given;
        if (!topic.isEmpty() && !topic.equals("none")) {
            auditTopic = new AuditTopic(house.audit(), () -> house.clusters().door(cluster), topic);
        }
    }

    /** Uses what a first user uses, so that it is in the start-up cache. */
    void train() {
        for (String path : List.of("/", "/api/v1/openapi.json", "/metrics",
                "/api/v1/clusters/local/topics?internal=true",
                "/api/v1/clusters/local/topics/" + Probe.TOPIC + "/records", "/api/v1/clusters/local/brokers")) {
            Probe.get(settings.host(), port, path);
        }
    }

    void awaitStop() throws InterruptedException {
        stopped.await();
    }

    /** The console's port, once it listens. */
    int port() {
        return port;
    }

    private void cluster(ClusterSpec spec) {
        if (!settings.embedded()) {
            return;
        }
        Engine started = starter.start(settings, spec.id());
        engine = started;
        house.clusters().put(new ClusterSpec(spec.id(), started.bootstrapServers(), true, Map.of()));
        house.embed(spec.id(), started);
        Probe.produce(house.clusters().door(spec.id()));
        house.snapshots().refresh(spec.id());
    }

    private void pages() {
        try {
            PageServer found = ServiceLoader.load(PageServer.class).findFirst().orElse(null);
            if (found == null) {
                front.withoutPages();
                return;
            }
            pages = found;
            front.pages(found.start(house));
            Probe.page(settings.host(), port);
        } catch (Exception e) {
            front.withoutPages();
            throw new Problem(Kind.INTERNAL, Sentence.of("The pages cannot start"), Sentence.quoted(e.getMessage()),
                    Sentence.NONE, e);
        }
    }

    private void demo() {
        try {
            workload = new Workload(house.clusters().first().bootstrapServers());
            workload.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("The demonstration does not run: {}", e.toString());
        }
    }

    private static CompletableFuture<Duration> background(String name, Runnable work, Instant began) {
        CompletableFuture<Duration> done = new CompletableFuture<>();
        Thread.ofPlatform().name("start-" + name).daemon().start(() -> {
            try {
                work.run();
                done.complete(Duration.between(began, Instant.now()));
            } catch (Throwable thrown) {
                done.completeExceptionally(thrown);
            }
        });
        return done;
    }

    private static Duration await(CompletableFuture<Duration> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            throw Problem.from(e.getCause());
        }
    }

    private Path auditFile() {
        try {
            return Files.createDirectories(settings.consoleDirectory()).resolve("audit.log");
        } catch (IOException e) {
            throw new Problem(Kind.INTERNAL, Sentence.of("Cannot write to {0}", settings.consoleDirectory()),
                    Sentence.quoted(e.toString()), Sentence.of("Choose another with --data"), e);
        }
    }

    /** After a start that failed: ends what may hold data, and leaves the rest to the end of the process. */
    void abandon() {
        closing.set(true);
        quietly(engine);
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        Thread stopping = Thread.ofPlatform().name("stopping").daemon().start(() -> {
            quietly(workload);
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                quietly(pages);
                quietly(front);
            });
            quietly(auditTopic);
            quietly(house);
            quietly(engine);
            served.join();
        });
        try {
            if (!stopping.join(Duration.ofSeconds(STOP_SECONDS))) {
                LOG.warn("Not everything stopped within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
    }

    private static void quietly(AutoCloseable part) {
        try {
            if (part != null) {
                part.close();
            }
        } catch (Exception e) {
            LOG.warn("{} did not stop in order: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
