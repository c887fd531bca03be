package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ConfigError;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code bin/odradek broker FILE}: one broker as a process, by a server.properties. */
public final class BrokerMain {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerMain.class);
    /** Where the broker's own page of meters listens; not one of Kafka's keys, so it is taken out before. */
    static final String METRICS = "odradek.metrics.listener";
    private static final String USAGE = """
        usage: bin/odradek broker FILE [--override KEY=VALUE]...

          FILE                  a server.properties of Kafka with ZooKeeper; config/server.properties is one to
                                start from
          --override KEY=VALUE  wins over the file; may be given several times

        odradek.metrics.listener=HOST:PORT in the file or as an override has the broker show its meters to Prometheus
        at http://HOST:PORT/metrics (docs/METRICS.md) and whether it serves at /health
        """;

    private BrokerMain() {}

    /** Runs until a signal comes, hands its leaders over then; ends with 1 where it cannot start. */
    public static void main(String[] words) {
        try {
            if (words.length == 1 && (words[0].equals("--help") || words[0].equals("-h"))) {
                System.out.print(USAGE);
            } else if (words.length == 2 && words[0].equals("--train")) {
                train(Path.of(words[1]));
            } else {
                Map<String, String> properties = properties(words);
                String metrics = properties.remove(METRICS);
                run(new Broker(BrokerConfig.of(properties)), metrics);
            }
        } catch (StartFailure | ConfigError e) {
            ProcessEnd.refuse(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("Cannot start", e);
            ProcessEnd.refuse("the broker cannot start: " + e);
        }
    }

    private static void run(Broker broker, String metrics) throws StartFailure, InterruptedException {
        // Before the broker, so that a long recovery can be told from a dead process.
        if (metrics != null && !metrics.isBlank()) {
            MetricsPage page = new MetricsPage(broker, metrics.trim(), "");
            LOG.info("meters of {} are at port {}", broker, page.port());
        }
        // Closing waits for a start that is under way, so that a signal then leaves nothing behind either.
        ProcessEnd.onSignal(broker::stop);
        broker.start();
        new CountDownLatch(1).await();
    }

    /** One run from start to end, which fills the start-up cache. */
    private static void train(Path data) throws StartFailure {
        Map<String, String> small = Map.of("offsets.topic.num.partitions", "1");
        EmbeddedCluster.start(new EmbeddedCluster.Options(1, data, "127.0.0.1", 0, small)).close();
    }

    /** The file's properties and the overrides above them. */
    static Map<String, String> properties(String[] words) throws StartFailure {
        Map<String, String> all = new HashMap<>();
        Map<String, String> overrides = new HashMap<>();
        Path file = null;
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("--override")) {
                override(i + 1 < words.length ? words[++i] : "", overrides);
            } else if (words[i].startsWith("--override=")) {
                override(words[i].substring("--override=".length()), overrides);
            } else if (words[i].startsWith("-")) {
                throw new StartFailure("broker does not know " + words[i] + "; bin/odradek broker --help lists what it"
                    + " does");
            } else if (file == null) {
                file = Path.of(words[i]);
            } else {
                throw new StartFailure("broker wants one file, and " + words[i] + " is a second one");
            }
        }
        if (file == null) throw new StartFailure("broker wants a file, its server.properties");
        read(file, all);
        all.putAll(overrides);
        return all;
    }

    private static void override(String pair, Map<String, String> into) throws StartFailure {
        int equals = pair.indexOf('=');
        if (equals < 1) throw new StartFailure("--override wants KEY=VALUE, not '" + pair + "'");
        into.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
    }

    private static void read(Path file, Map<String, String> into) throws StartFailure {
        Properties all = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            all.load(in);
        } catch (IOException | IllegalArgumentException e) {
            String why = e instanceof NoSuchFileException ? "there is none" : e.toString();
            throw new StartFailure("the file " + file + " cannot be read: " + why, e);
        }
        all.stringPropertyNames().forEach(name -> into.put(name, all.getProperty(name).trim()));
    }
}
