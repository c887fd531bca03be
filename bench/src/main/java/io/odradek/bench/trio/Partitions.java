package io.odradek.bench.trio;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Many partitions with two replicas each on three brokers: seconds from the request to all of them in sync, from the
 * kill of a broker to another leader for all that it led (the session timeout of two seconds is part of it), from its
 * start to all of them in sync again; memory and CPU. Seen by Kafka's admin client, as anybody would see it.
 *
 * @param topics        how many
 * @param partitionsOf  each topic
 */
public record Partitions(int topics, int partitionsOf) {
    private static final int MOST_A_TOPIC = 100;
    private static final int TOPICS_A_REQUEST = 10;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long GRAIN_MS = 50;
    private static final int VICTIM = 3;

    /** So many, in topics of a hundred at most. */
    public static Partitions of(int count) {
        int each = Math.min(count, MOST_A_TOPIC);
        return new Partitions((count + each - 1) / each, each);
    }

    /** As it stands in the report. */
    public String name() {
        return topics * partitionsOf + " partitions, two replicas, three brokers";
    }

    /** The figures by name; the cluster is left running. */
    public Map<String, Double> run(Trio trio) throws IOException, InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        trio.start();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", trio.bootstrap(),
                "default.api.timeout.ms", 120_000, "request.timeout.ms", 60_000))) {
            until(trio, "three brokers", () -> admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).size() == 3);
            figures.put("idle MB", megabytes(trio));
            double cpu = trio.cpuSeconds();
            long begin = System.nanoTime();
            create(admin);
            figures.put("answered s", since(begin));
            until(trio, "all in sync", () -> all(admin, p -> p.leader() != null && p.isr().size() == 2));
            figures.put("create s", since(begin));
            figures.put("create CPU", trio.cpuSeconds() - cpu);
            figures.put("MB", megabytes(trio));

            begin = System.nanoTime();
            trio.last().kill();
            until(trio, "other leaders", () -> all(admin, p -> p.leader() != null && p.leader().id() != VICTIM));
            figures.put("failover s", since(begin));

            cpu = trio.cpuSeconds();
            begin = System.nanoTime();
            trio.last().start();
            until(trio, "all in sync again", () -> all(admin, p -> p.isr().size() == 2));
            figures.put("restart s", since(begin));
            figures.put("restart CPU", trio.cpuSeconds() - cpu);
            figures.put("after MB", megabytes(trio));
        }
        return figures;
    }

    private void create(Admin admin) throws IOException, InterruptedException {
        List<CreateTopicsResult> answers = new ArrayList<>();
        for (int first = 0; first < topics; first += TOPICS_A_REQUEST) {
            List<NewTopic> some = new ArrayList<>();
            for (int t = first; t < Math.min(topics, first + TOPICS_A_REQUEST); t++) {
                some.add(new NewTopic(topic(t), partitionsOf, (short) 2));
            }
            answers.add(admin.createTopics(some, new CreateTopicsOptions().timeoutMs(110_000)));
        }
        for (CreateTopicsResult a : answers) {
            try {
                a.all().get();
            } catch (ExecutionException e) {
                throw new IOException("topics were not created", e.getCause());
            }
        }
    }

    private static String topic(int number) {
        return "many-" + number;
    }

    private boolean all(Admin admin, Predicate<TopicPartitionInfo> right) throws ExecutionException,
            InterruptedException, TimeoutException {
        List<String> names = new ArrayList<>();
        for (int t = 0; t < topics; t++) names.add(topic(t));
        Map<String, TopicDescription> found = admin.describeTopics(names, new DescribeTopicsOptions())
                .allTopicNames().get(60, TimeUnit.SECONDS);
        return found.values().stream().allMatch(d -> d.partitions().size() == partitionsOf
                && d.partitions().stream().allMatch(right));
    }

    private interface Condition {
        boolean holds() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void until(Trio trio, String what, Condition condition) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Exception last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (condition.holds()) return;
            } catch (ExecutionException | TimeoutException e) {
                last = e;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(GRAIN_MS));
        }
        throw new IOException(trio.name() + ": not within " + LIMIT.toSeconds() + " s: " + what, last);
    }

    private static double since(long beginNs) {
        return (System.nanoTime() - beginNs) / 1e9;
    }

    private static double megabytes(Trio trio) throws IOException {
        return trio.residentBytes().stream().mapToLong(b -> b).sum() / 1e6;
    }
}
