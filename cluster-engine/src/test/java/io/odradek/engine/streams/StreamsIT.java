package io.odradek.engine.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Kafka Streams of the stock library through the death of a broker and of an instance. Exactly once: every result is
 * there once and in order, although the instance is killed. At least once: the instance is closed, and no result is
 * missing. Two cases at a time, each with a cluster of its own.
 */
@Timeout(240)
class StreamsIT {
    private static final int CUSTOMERS = 6;
    private static final int ROUNDS = 30;
    private static final List<String> OUT = List.of("-counts", "-joined", "-global", "-windows", "-sums");

    @TempDir
    Path data;
    private EmbeddedCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(3, data.resolve("cluster"), "127.0.0.1", 0,
                Map.of("offsets.topic.num.partitions", "3", "transaction.state.log.num.partitions", "3",
                        "group.streams.min.session.timeout.ms", "4000", "group.streams.session.timeout.ms", "4000",
                        "group.min.session.timeout.ms", "4000",
                        "group.streams.min.heartbeat.interval.ms", "500",
                        "group.streams.heartbeat.interval.ms", "500",
                        // Nobody waits for members that do not come, or for the transaction of a dead instance.
                        "group.initial.rebalance.delay.ms", "500", "group.streams.initial.rebalance.delay.ms", "500",
                        "transaction.abort.timed.out.transaction.cleanup.interval.ms", "500")));
    }

    @AfterEach
    void stop() {
        if (cluster != null) cluster.close();
    }

    private Program instance(String app, String protocol, String guarantee, String name) throws Exception {
        Path state = data.resolve(app + name);
        Files.createDirectories(state);
        List<String> args = new ArrayList<>(List.of(cluster.bootstrapServers(), app, "state.dir=" + state,
                "processing.guarantee=" + guarantee, "group.protocol=" + protocol, "commit.interval.ms=100",
                "replication.factor=3", "num.stream.threads=1", "statestore.cache.max.bytes=0",
                "producer.transaction.timeout.ms=4000"));
        if (protocol.equals("classic")) {
            args.addAll(List.of("consumer.session.timeout.ms=4000", "consumer.heartbeat.interval.ms=500"));
        }
        return Program.start(data, StreamsApp.class, args.toArray(String[]::new));
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @CsvSource({"classic,exactly_once_v2", "classic,at_least_once", "streams,exactly_once_v2", "streams,at_least_once"})
    void resultsAreWholeThoughABrokerAndAnInstanceDie(String protocol, String guarantee) throws Exception {
        boolean exactly = guarantee.startsWith("exactly");
        String app = protocol + "-" + guarantee;
        topics(app);
        try (Feed feed = new Feed(app); Program one = instance(app, protocol, guarantee, "one");
                Program two = instance(app, protocol, guarantee, "two");
                Harvest seen = new Harvest(cluster.bootstrapServers(), OUT.stream().map(s -> app + s).toList())) {
            one.await("state RUNNING");
            two.await("state RUNNING");
            feed.rounds(0, ROUNDS / 3);
            seen.until(h -> h.size(app + "-joined") >= CUSTOMERS);
            cluster.killBroker(2);
            feed.rounds(ROUNDS / 3, 2 * ROUNDS / 3);
            seen.until(h -> h.size(app + "-joined") >= CUSTOMERS * 2 * ROUNDS / 3);
            cluster.startBroker(2);
            if (exactly) two.kill();
            else two.end();
            feed.rounds(2 * ROUNDS / 3, ROUNDS);
            try (Program three = instance(app, protocol, guarantee, "two")) {
                feed.finish();
                try {
                    seen.until(h -> feed.complete(h, exactly));
                } catch (AssertionError e) {
                    throw new AssertionError("missing: " + feed.missing(seen) + "\n" + one.output() + "\n---\n"
                            + two.output() + "\n---\n" + three.output(), e);
                }
                three.await("state RUNNING");
                if (exactly) feed.verify(seen);
                three.end();
            }
            one.end();
        }
    }

    private void topics(String app) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.createTopics(Stream.concat(Stream.of("-words", "-addresses", "-orders", "-cities"), OUT.stream())
                    .map(s -> new NewTopic(app + s, 2, (short) 3).configs(Map.of("min.insync.replicas", "2")))
                    .toList()).all().get();
        }
    }

    /** What goes in, and what has to come out. */
    private final class Feed implements AutoCloseable {
        private final String app;
        /**
         * Time of the first record, two thirds into a window in every run. Not long ago: a window store's changelog is
         * kept for the window and a day, and a store whose changelog was deleted counts from nothing again.
         */
        private final long firstMs = (System.currentTimeMillis() / StreamsApp.WINDOW_MS - 10) * StreamsApp.WINDOW_MS
                + StreamsApp.WINDOW_MS * 2 / 3;
        private final KafkaProducer<String, String> producer;
        private final Map<String, List<String>> joined = new TreeMap<>();
        private final Map<String, List<String>> global = new TreeMap<>();
        private final Map<String, List<String>> sums = new TreeMap<>();
        private final Map<String, List<String>> windows = new TreeMap<>();
        private final Map<String, List<String>> counts = new TreeMap<>();

        Feed(String app) {
            this.app = app;
            this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", cluster.bootstrapServers(),
                    "linger.ms", "0"), new StringSerializer(), new StringSerializer());
            for (int c = 0; c < CUSTOMERS; c++) {
                // Before the first order: of records of one time Streams takes any first.
                producer.send(new ProducerRecord<>(app + "-addresses", null, firstMs - 1, "c" + c, "street" + c));
                producer.send(new ProducerRecord<>(app + "-cities", null, firstMs, "town" + c % 3, "land" + c % 3));
            }
            producer.flush();
        }

        void rounds(int from, int to) {
            for (int r = from; r < to; r++) {
                long at = firstMs + r * StreamsApp.WINDOW_MS / 10;
                for (int c = 0; c < CUSTOMERS; c++) order("c" + c, r, "town" + (c + r) % 3, at);
                producer.send(new ProducerRecord<>(app + "-words", "k" + r, "a b a w" + r % 5));
                for (String w : List.of("a", "b", "a", "w" + r % 5)) count(counts, w);
                producer.flush();
            }
        }

        private void order(String customer, int number, String town, long at) {
            String value = number + ":" + town;
            producer.send(new ProducerRecord<>(app + "-orders", null, at, customer, value));
            put(joined, customer, value + "@street" + customer.substring(1));
            put(global, customer, value + "@land" + town.substring(4));
            List<String> before = sums.get(customer);
            put(sums, customer, String.valueOf(number + (before == null ? 0 : Long.parseLong(before.getLast()))));
            count(windows, customer + "/" + at / StreamsApp.WINDOW_MS);
        }

        private static void put(Map<String, List<String>> in, String key, String value) {
            in.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }

        private static void count(Map<String, List<String>> in, String key) {
            put(in, key, String.valueOf(in.getOrDefault(key, List.of()).size() + 1));
        }

        void finish() {
            producer.flush();
        }

        private Map<String, Map<String, List<String>>> expected() {
            return Map.of("-counts", counts, "-joined", joined, "-global", global, "-windows", windows, "-sums", sums);
        }

        /** All that has to come out has; where nothing may come twice, by number. */
        boolean complete(Harvest h, boolean exactly) {
            if (!exactly) return missing(h).isEmpty();
            return expected().entrySet().stream().allMatch(e -> h.size(app + e.getKey())
                    >= e.getValue().values().stream().mapToInt(List::size).sum());
        }

        /**
         * What has not come out, by topic and key. Of a number that grows the largest one counts: who works on records
         * again begins anew with a window that its store has let go, and goes on with one that it has.
         */
        List<String> missing(Harvest h) {
            List<String> all = new ArrayList<>();
            expected().forEach((name, keys) -> keys.forEach((key, values) -> {
                boolean grows = !name.equals("-joined") && !name.equals("-global");
                List<String> came = h.of(app + name).getOrDefault(key, List.of());
                List<String> left = new ArrayList<>(values);
                if (grows) left.removeIf(v -> came.stream().anyMatch(c -> Long.parseLong(c) >= Long.parseLong(v)));
                else left.removeAll(came);
                if (!left.isEmpty()) all.add(name + " " + key + " " + left);
            }));
            return all;
        }

        void verify(Harvest h) {
            expected().forEach((name, all) -> assertThat(new TreeMap<>(h.of(app + name))).as(name).isEqualTo(all));
        }

        @Override
        public void close() {
            producer.close(java.time.Duration.ofSeconds(1));
        }
    }
}
