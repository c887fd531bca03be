package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.controller.Controller;
import io.odradek.engine.env.Lane;
import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.metric.Meter;
import io.odradek.engine.metric.Meters;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.replica.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Looks up what only stands in the rooms: every partition is asked on its own lane. A lane that does not answer in time
 * is left out, so that a stuck broker shows less and not old figures. Never on a lane.
 */
final class Census implements Meters.Source {
    private static final long PATIENCE_MS = 2_000;
    /** 18,000 bytes of text under our name and Kafka's; of the others, their topic's sum is there. */
    private static final int MOST_PARTITIONS = 100;
    /** As for partitions: two series each. */
    private static final int MOST_TOPICS = 1_000;
    private static final String OTHERS = "(others)";

    private final int brokerId;
    private final Replicas replicas;
    private final LogDirectories logs;

    Census(BrokerConfig config, Replicas replicas, LogDirectories logs) {
        this.brokerId = config.brokerId();
        this.replicas = replicas;
        this.logs = logs;
    }

    @Override
    public void look(Meters.Look into) {
        List<Standing> all = standings();
        long leaders = all.stream().filter(Standing::leads).count();
        into.add(Meter.REPLICA_PARTITIONS, all.size());
        into.add(Meter.REPLICA_LEADERS, leaders);
        into.add(Meter.REPLICA_UNDER_REPLICATED, led(all, s -> s.inSync() < s.assigned()));
        into.add(Meter.REPLICA_UNDER_MIN_ISR, led(all, s -> s.inSync() < s.minInSync()));
        into.add(Meter.REPLICA_AT_MIN_ISR, led(all, s -> s.inSync() == s.minInSync()));
        into.add(Meter.REPLICA_OFFLINE, all.stream().filter(Standing::offline).count());
        lag(all, into);
        sizes(all, into);
        long online = logs.directories().stream().filter(LogDirectories.Directory::online).count();
        into.add(Meter.LOG_DIRECTORIES, online, "online");
        into.add(Meter.LOG_DIRECTORIES, logs.directories().size() - online, "offline");
    }

    private static long led(List<Standing> all, Predicate<Standing> which) {
        return all.stream().filter(Standing::leads).filter(which).count();
    }

    private List<Standing> standings() {
        Map<Lane, List<Partition>> byLane = new HashMap<>();
        for (Partition p : replicas.all()) byLane.computeIfAbsent(p.lane(), _ -> new ArrayList<>()).add(p);
        ConcurrentLinkedQueue<Standing> found = new ConcurrentLinkedQueue<>();
        CountDownLatch asked = new CountDownLatch(byLane.size());
        byLane.forEach((lane, partitions) -> {
            boolean taken = lane.offer(() -> {
                partitions.forEach(p -> found.add(p.standing()));
                asked.countDown();
            });
            if (!taken) asked.countDown();
        });
        try {
            asked.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new ArrayList<>(found);
    }

    private static void lag(List<Standing> all, Meters.Look into) {
        Map<Integer, Long> most = new TreeMap<>();
        Map<Integer, Long> sum = new TreeMap<>();
        for (Standing s : all) {
            s.lag().forEach((follower, lag) -> {
                most.merge(follower, lag, Math::max);
                sum.merge(follower, lag, Long::sum);
            });
        }
        most.forEach((follower, lag) -> into.add(Meter.REPLICA_LAG, lag, follower.toString()));
        sum.forEach((follower, lag) -> into.add(Meter.REPLICA_LAG_SUM, lag, follower.toString()));
    }

    /** The largest topics and partitions by name; a topic beyond them counts among the others. */
    private static void sizes(List<Standing> all, Meters.Look into) {
        Map<String, Long> bytes = new HashMap<>();
        for (Standing s : all) bytes.merge(s.name().topic(), s.bytes(), Long::sum);
        Set<String> named = bytes.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_TOPICS).map(Map.Entry::getKey).collect(Collectors.toSet());
        Map<String, Long> shown = new HashMap<>();
        Map<String, Long> segments = new HashMap<>();
        Map<String, Long> replicas = new HashMap<>();
        for (Standing s : all) {
            String topic = named.contains(s.name().topic()) ? s.name().topic() : OTHERS;
            shown.merge(topic, s.bytes(), Long::sum);
            segments.merge(topic, (long) s.segments(), Long::sum);
            if (s.leads()) replicas.merge(topic, (long) s.assigned(), Long::sum);
        }
        shown.forEach((topic, size) -> into.add(Meter.LOG_SIZE, size, topic));
        segments.forEach((topic, count) -> into.add(Meter.LOG_SEGMENTS, count, topic));
        replicas.forEach((topic, count) -> into.add(Meter.TOPIC_REPLICAS, count, topic));
        all.stream().sorted(Comparator.comparingLong(Standing::bytes).reversed().thenComparing(Standing::name))
            .limit(MOST_PARTITIONS).forEach(s -> into.add(Meter.LOG_PARTITION_SIZE, s.bytes(), s.name().topic(),
                String.valueOf(s.name().partition())));
    }

    /** What the controller sees; the others show that they are not it. */
    void controller(Controller controller, ClusterImage image, Meters.Look into) {
        boolean active = controller.active();
        into.add(Meter.CONTROLLER_ACTIVE, active ? 1 : 0);
        into.add(Meter.CONTROLLER_EVENTS, controller.tally().events().sum());
        into.add(Meter.CONTROLLER_EVENT_FAILURES, controller.tally().failures().sum());
        into.add(Meter.CONTROLLER_UNCLEAN, controller.tally().uncleanElections().sum());
        into.add(Meter.CONTROLLER_WAITING, active ? controller.tally().waiting().get() : 0);
        // Kafka's other brokers show 0 here, and dashboards add them up.
        int partitions = 0;
        int offline = 0;
        int imbalance = 0;
        for (TopicImage topic : active ? image.topics().values() : List.<TopicImage>of()) {
            for (PartitionImage p : topic.partitions()) {
                partitions++;
                if (!p.hasLeader()) offline++;
                else if (!p.replicas().isEmpty() && p.replicas().getFirst() != p.leader()) imbalance++;
            }
        }
        into.add(Meter.CONTROLLER_EPOCH, active ? controller.epoch() : 0);
        into.add(Meter.CONTROLLER_BROKERS, active ? image.brokers().size() : 0);
        into.add(Meter.CONTROLLER_TOPICS, active ? image.topics().size() : 0);
        into.add(Meter.CONTROLLER_PARTITIONS, partitions);
        into.add(Meter.CONTROLLER_OFFLINE, offline);
        into.add(Meter.CONTROLLER_IMBALANCE, imbalance);
    }

    @Override
    public String toString() {
        return "census of broker " + brokerId;
    }
}
