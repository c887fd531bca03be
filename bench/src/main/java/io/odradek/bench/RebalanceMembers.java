package io.odradek.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The process behind {@link Rebalance}: many stock consumers in one group. */
public final class RebalanceMembers {
    private static final long PATIENCE_NS = 120_000_000_000L;

    private RebalanceMembers() {}

    /** A consumer on a thread of its own. */
    private static final class Member {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final AtomicInteger partitions = new AtomicInteger();
        private final Thread thread;

        Member(Map<String, Object> config, String topic) {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            thread = Thread.ofPlatform().daemon().start(() -> {
                consumer.subscribe(List.of(topic));
                try (consumer) {
                    while (true) {
                        consumer.poll(Duration.ofMillis(200));
                        partitions.set(consumer.assignment().size());
                    }
                } catch (WakeupException e) {
                    partitions.set(0);
                }
            });
        }

        void leave() throws InterruptedException {
            consumer.wakeup();
            thread.join();
        }
    }

    /** @param arguments bootstrap servers, topic, group, protocol, members */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[4]);
        Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", arguments[0], "group.id", arguments[2],
                "group.protocol", arguments[3], "enable.auto.commit", "false", "fetch.max.wait.ms", "1000"));
        List<Member> members = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) members.add(new Member(config, arguments[1]));
        await(members, 2 * count);
        System.out.printf(java.util.Locale.ROOT, "joined %.1f ms%n", (System.nanoTime() - start) / 1e6);
        start = System.nanoTime();
        members.removeFirst().leave();
        await(members, 2 * count);
        System.out.printf(java.util.Locale.ROOT, "left %.1f ms%n", (System.nanoTime() - start) / 1e6);
        Runtime.getRuntime().halt(0);
    }

    /** Until all partitions are given out and every member has one. */
    private static void await(List<Member> members, int partitions) {
        long end = System.nanoTime() + PATIENCE_NS;
        while (members.stream().mapToInt(m -> m.partitions.get()).sum() != partitions
                || members.stream().anyMatch(m -> m.partitions.get() == 0)) {
            if (System.nanoTime() > end) throw new IllegalStateException("the group does not settle");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
