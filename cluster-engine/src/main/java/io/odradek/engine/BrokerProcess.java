package io.odradek.engine;

import io.odradek.engine.net.ClientLook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker of an embedded cluster in a process of its own ({@link IsolatedMain}), so that killing and freezing it is
 * what the system does. It is told what to do by lines on its input, and ends when that does: it never outlives this
 * process. What it logs goes to a file.
 */
public final class BrokerProcess implements Member, Levers {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);
    /** Ctrl-C reaches every process of a terminal; this one is stopped by us. Ignored signals stay so over exec. */
    private static final String SHELL = "trap '' HUP INT; exec \"$@\"";
    /** A hundred thousand lines; what is longer is put aside at the next start, one such file is kept. */
    private static final long LOG_BYTES = 16 << 20;
    /** Three tries of a controlled shutdown, each with its back-off of 5 s, and the flush of its logs. */
    private static final long STOP_MS = 60_000;
    /** More than the process takes for it at most. */
    private static final long LEAVE_MS = IsolatedMain.LEAVE_MS + 2_000;

    /** It is on this machine and reads memory alone; one that is stopped by somebody else must not hold a page up. */
    private static final int PAGE_MS = 1_000;

    private final Birth birth;
    /** Takes the ends that nobody had asked for. */
    private final Consumer<Death> died;
    /** Guards what is broken, and the line to the process. */
    private final Object line = new Object();
    private final Set<Integer> cutPorts = new TreeSet<>();
    private long diskMs;
    private long skewMs;
    private Freezer freezer;
    private volatile boolean still;
    private volatile Life life;
    private volatile int lastPort;

    /**
     * How a broker begins.
     *
     * @param properties of the broker, as in server.properties
     * @param zookeeper  its connections to ZooKeeper go through this address
     * @param brokers    how many it has to hear of
     * @param log        the file that it logs to
     */
    record Birth(int id, Map<String, String> properties, InetSocketAddress zookeeper, int brokers, Path log,
                 Isolation isolation) {}

    /** One process from start to end. */
    private static final class Life {
        final Process process;
        final CompletableFuture<String[]> up = new CompletableFuture<>();
        volatile String clusterId = "";
        volatile boolean acquainted;
        volatile boolean asked;

        Life(Process process) {
            this.process = process;
        }

        boolean serves() {
            return process.isAlive() && up.isDone() && !up.isCompletedExceptionally();
        }
    }

    BrokerProcess(Birth birth, Consumer<Death> died) {
        this.birth = birth;
        this.died = died;
    }

    /** Blocks until it is registered and serves. After a failure no process is left. */
    @Override
    public synchronized void start() throws StartFailure {
        if (running()) return;
        Life born;
        try {
            born = new Life(spawn());
        } catch (IOException e) {
            throw new StartFailure("no process for broker " + id() + ": " + e.getMessage(), e);
        }
        Thread.ofPlatform().daemon().name("broker-" + id() + "-says").start(() -> listen(born));
        synchronized (line) {
            life = born;
            say(setting());
            cutPorts.forEach(port -> say(IsolatedMain.CUT + " " + port));
            say(IsolatedMain.DISK + " " + diskMs);
            say(IsolatedMain.SKEW + " " + skewMs);
        }
        try {
            lastPort = Integer.parseInt(born.up.get()[1]);
        } catch (ExecutionException e) {
            end(born, Process::destroyForcibly, LEAVE_MS);
            if (e.getCause() instanceof StartFailure failure) throw failure;
            throw new StartFailure("broker " + id() + " did not start: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            end(born, Process::destroyForcibly, LEAVE_MS);
            Thread.currentThread().interrupt();
            throw new StartFailure("the start was interrupted", e);
        }
        born.process.onExit().thenAccept(process -> ended(born, process.exitValue()));
    }

    private Process spawn() throws IOException {
        Files.createDirectories(birth.log.getParent());
        if (Files.exists(birth.log) && Files.size(birth.log) > LOG_BYTES) {
            Files.move(birth.log, birth.log.resolveSibling(birth.log.getFileName() + ".1"),
                StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "broker-" + id()));
        words.addAll(birth.isolation.command());
        words.add("-XX:ErrorFile=" + birth.log + ".crash");
        words.add(IsolatedMain.class.getName());
        words.add(Integer.toString(id()));
        return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.appendTo(birth.log.toFile())).start();
    }

    /** Lines of KEY=VALUE, and an empty one that ends them. */
    private String setting() {
        Map<String, String> all = new HashMap<>(birth.properties);
        all.put(IsolatedMain.ZOOKEEPER, birth.zookeeper.getHostString() + ":" + birth.zookeeper.getPort());
        all.put(IsolatedMain.BROKERS, Integer.toString(birth.brokers));
        all.put(IsolatedMain.LABEL, birth.isolation.label());
        all.put(IsolatedMain.LAST_PORT, Integer.toString(lastPort));
        StringBuilder lines = new StringBuilder();
        all.forEach((key, value) -> lines.append(key).append('=').append(value.replace('\n', ' ')).append('\n'));
        return lines.toString();
    }

    private void listen(Life born) {
        try (BufferedReader in = born.process.inputReader(StandardCharsets.UTF_8)) {
            for (String said = in.readLine(); said != null; said = in.readLine()) {
                String[] words = said.split(" ", 2);
                String rest = words.length > 1 ? words[1] : "";
                switch (words[0]) {
                    case IsolatedMain.UP -> born.up.complete(rest.split(" "));
                    case IsolatedMain.REFUSED -> born.up.completeExceptionally(new StartFailure(rest));
                    case IsolatedMain.ACQUAINTED -> {
                        born.clusterId = rest;
                        born.acquainted = true;
                    }
                    default -> LOG.debug("broker {} says {}", id(), said);
                }
            }
        } catch (IOException e) {
            LOG.debug("broker {} says no more", id(), e);
        }
        born.up.completeExceptionally(new StartFailure("the process of broker " + id()
            + " ended before it served; " + birth.log + " says why"));
    }

    private void ended(Life born, int status) {
        if (!born.asked) died.accept(new Death(id(), born.process.pid(), status, birth.log));
    }

    @Override
    public synchronized void stop() {
        end(life, Process::destroy, STOP_MS);
    }

    @Override
    public synchronized void stopWithAll() {
        end(life, process -> {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                LOG.debug("broker {} hears nothing", id(), e);
            }
        }, LEAVE_MS);
    }

    /** By SIGKILL, also where it stands still. */
    @Override
    public synchronized void kill() {
        end(life, Process::destroyForcibly, LEAVE_MS);
    }

    private void end(Life ending, Consumer<Process> how, long patienceMs) {
        if (ending == null) return;
        ending.asked = true;
        how.accept(ending.process);
        try {
            if (!ending.process.waitFor(patienceMs, TimeUnit.MILLISECONDS)) {
                LOG.warn("broker {} did not stop within {} ms and is killed", id(), patienceMs);
                ending.process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            ending.process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** To the process, where there is one. What cannot be said any more is not needed: it has ended. */
    private void say(String words) {
        Life living = life;
        if (living == null) return;
        try {
            living.process.getOutputStream().write((words + "\n").getBytes(StandardCharsets.UTF_8));
            living.process.getOutputStream().flush();
        } catch (IOException e) {
            LOG.debug("broker {} hears nothing", id(), e);
        }
    }

    /** On its way when this returns, as are the others. */
    @Override
    public void cut(int port, boolean lost) {
        synchronized (line) {
            boolean changes = lost ? cutPorts.add(port) : cutPorts.remove(port);
            if (changes) say((lost ? IsolatedMain.CUT : IsolatedMain.HEAL) + " " + port);
        }
    }

    @Override
    public void slowDisk(long ms) {
        synchronized (line) {
            diskMs = ms;
            say(IsolatedMain.DISK + " " + ms);
        }
    }

    @Override
    public void skewClock(long ms) {
        synchronized (line) {
            skewMs = ms;
            say(IsolatedMain.SKEW + " " + ms);
        }
    }

    @Override
    public void freeze(boolean still) {
        synchronized (line) {
            if (still && freezer == null && running()) {
                freezer = Freezer.of(pid());
                still = true;
            } else if (!still && freezer != null) {
                freezer.close();
                freezer = null;
                still = false;
            }
        }
    }

    @Override
    public int id() {
        return birth.id;
    }

    @Override
    public boolean running() {
        Life living = life;
        return living != null && living.serves();
    }

    @Override
    public String host() {
        return running() ? life.up.join()[0] : "";
    }

    @Override
    public int port() {
        return running() ? lastPort : -1;
    }

    @Override
    public int lastPort() {
        return lastPort;
    }

    @Override
    public String clusterId() {
        Life living = life;
        return living == null ? "" : living.clusterId;
    }

    @Override
    public boolean acquainted(int brokers) {
        Life living = life;
        return living != null && living.acquainted;
    }

    /** Of the process that runs or ran last; 0 before the first. */
    public long pid() {
        Life living = life;
        return living == null ? 0 : living.process.pid();
    }

    /** The file that it logs to. */
    public Path log() {
        return birth.log;
    }

    @Override
    public Load load() {
        String told = page("load", PAGE_MS);
        return told == null ? null : Load.parse(told);
    }

    @Override
    public List<ClientLook> clients() {
        String told = page("clients", PAGE_MS);
        return told == null ? null : ClientText.parse(told);
    }

    /** What its process answers to GET on loopback; null while it does not run or does not answer in time. */
    public String page(String name, int patienceMs) {
        if (!running() || still) return null;
        try {
            URI uri = URI.create("http://127.0.0.1:" + life.up.join()[2] + "/" + name);
            HttpURLConnection asked = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            asked.setConnectTimeout(patienceMs);
            asked.setReadTimeout(patienceMs);
            try (InputStream in = asked.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            LOG.debug("broker {} does not tell its {}", id(), name, e);
            return null;
        }
    }

    @Override
    public String toString() {
        return "broker " + id();
    }
}
