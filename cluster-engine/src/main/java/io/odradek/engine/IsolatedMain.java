package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.env.Faults;
import io.odradek.engine.env.OpenFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker of an embedded cluster as a process, the other end of {@link BrokerProcess}. Its input brings lines of
 * KEY=VALUE up to an empty one, then commands; where the input ends, so does the process. SIGTERM stops it in order,
 * with its leaders handed over. Its output is for the parent, what it logs goes to its error output.
 */
public final class IsolatedMain {
    /** HOST:PORT that connections to ZooKeeper go through. */
    static final String ZOOKEEPER = "odradek.zookeeper.through";
    /** Of how many brokers it has to hear. */
    static final String BROKERS = "odradek.brokers";
    /** Of the cluster in the page of meters. */
    static final String LABEL = "odradek.label";
    /** That clients know it by, where any free one may be taken; 0 for none. */
    static final String LAST_PORT = "odradek.last.port";

    static final String CUT = "cut";
    static final String HEAL = "heal";
    static final String DISK = "disk";
    static final String SKEW = "skew";

    /** HOST PORT METRICS-PORT: it serves. */
    static final String UP = "up";
    /** CLUSTER-ID: it knows the others. */
    static final String ACQUAINTED = "acquainted";
    /** A sentence: it does not start, and ends. */
    static final String REFUSED = "refused";

    /** What is not closed and written down by then is left as after a kill. */
    static final long LEAVE_MS = 8_000;

    private static final Logger LOG = LoggerFactory.getLogger(IsolatedMain.class);
    private static final long LOOK_NS = 2_000_000;
    private static final long ACQUAINTANCE_NS = 20_000_000_000L;

    private final Faults faults = new Faults();
    private final BufferedReader in;
    private final PrintStream parent;

    private IsolatedMain(BufferedReader in, PrintStream parent) {
        this.in = in;
        this.parent = parent;
    }

    /** @param words for whoever looks at the list of processes */
    public static void main(String[] words) {
        PrintStream parent = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        IsolatedMain main = new IsolatedMain(in, parent);
        try {
            main.run();
        } catch (StartFailure | ConfigError e) {
            main.refuse(e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot start", e);
            main.refuse("the broker cannot start: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refuse(String why) {
        tell(REFUSED + " " + why.replace('\n', ' '));
        ProcessEnd.refuse(why);
    }

    private void tell(String line) {
        parent.println(line);
        parent.flush();
    }

    private void run() throws StartFailure, IOException, InterruptedException {
        Map<String, String> properties = new HashMap<>();
        for (String said = in.readLine(); said != null && !said.isEmpty(); said = in.readLine()) {
            int equals = said.indexOf('=');
            properties.put(said.substring(0, equals), said.substring(equals + 1));
        }
        String zookeeper = properties.remove(ZOOKEEPER);
        if (zookeeper == null) return;
        int colon = zookeeper.lastIndexOf(':');
        faults.zookeeperThrough(new InetSocketAddress(zookeeper.substring(0, colon),
            Integer.parseInt(zookeeper.substring(colon + 1))));
        int brokers = Integer.parseInt(properties.remove(BROKERS));
        String label = properties.remove(LABEL);
        int lastPort = Integer.parseInt(properties.remove(LAST_PORT));
        Broker broker = new Broker(BrokerConfig.of(properties), OpenFiles.ofProcess(), faults);
        broker.lastPort(lastPort);
        ProcessEnd.onSignal(broker::stop);
        Thread.ofPlatform().daemon().name("parent").start(() -> obey(broker));
        MetricsPage page = new MetricsPage(broker, "127.0.0.1:0", label);
        page.tellMore(broker);
        broker.start();
        tell(UP + " " + broker.host() + " " + broker.port() + " " + page.port());
        acquaint(broker, brokers);
        new CountDownLatch(1).await();
    }

    private void acquaint(Broker broker, int brokers) {
        long deadline = System.nanoTime() + ACQUAINTANCE_NS;
        while (!broker.acquainted(brokers)) {
            if (System.nanoTime() > deadline) return;
            LockSupport.parkNanos(LOOK_NS);
        }
        tell(ACQUAINTED + " " + broker.clusterId());
    }

    /** Does what the parent says until it says nothing any more. */
    private void obey(Broker broker) {
        try {
            for (String said = in.readLine(); said != null; said = in.readLine()) obey(said.split(" "));
        } catch (IOException e) {
            LOG.warn("the parent cannot be heard", e);
        }
        LOG.info("{} ends, since its parent says so or is gone", broker);
        try {
            Thread.ofPlatform().daemon().name("leave").start(broker::stopWithAll).join(Duration.ofMillis(LEAVE_MS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(0);
    }

    private void obey(String[] words) {
        switch (words[0]) {
            case CUT -> faults.cut(Integer.parseInt(words[1]), true);
            case HEAL -> faults.cut(Integer.parseInt(words[1]), false);
            case DISK -> faults.diskDelayMs(Long.parseLong(words[1]));
            case SKEW -> faults.skewMs(Long.parseLong(words[1]));
            default -> LOG.warn("the parent says {}, which is not understood", words[0]);
        }
    }
}
