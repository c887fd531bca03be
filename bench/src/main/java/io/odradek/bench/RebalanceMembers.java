package io.odradek.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The process behind {@link Rebalance}: two groups of many stock consumers, one after the other. */
public final class RebalanceMembers {
    private static final long PATIENCE_NS = 120_000_000_000L;
    private static final int GROUPS = 2;

    private RebalanceMembers() {}

    /** A consumer on a thread of its own, which counts what it was given when it is told. */
    private static final class Member implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final AtomicInteger partitions = new AtomicInteger();
        private final Thread thread;

        Member(Map<String, Object> config, String topic) {
            consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            thread = Thread.ofPlatform().daemon().start(() -> {
                consumer.subscribe(List.of(topic), this);
                try (consumer) {
                    while (true) consumer.poll(Duration.ofMillis(200));
                } catch (WakeupException asked) {
                    return;
                }
            });
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> more) {
            partitions.addAndGet(more.size());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> fewer) {
            partitions.addAndGet(-fewer.size());
        }
    }

    /** @param arguments bootstrap servers, topic, protocol, members */
    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[3]);
        for (int group = 0; group < GROUPS; group++) {
            Map<String, Object> config = new HashMap<>(Map.of("bootstrap.servers", arguments[0], "group.id",
                    arguments[1] + "-" + group, "group.protocol", arguments[2], "enable.auto.commit", "false",
                    "fetch.max.wait.ms", "1000"));
            comeAndGo(config, arguments[1], count);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void comeAndGo(Map<String, Object> config, String topic, int count) throws InterruptedException {
        List<Member> members = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) members.add(new Member(config, topic));
        await(members, 2 * count);
        double joined = (System.nanoTime() - start) / 1e6;
        start = System.nanoTime();
        Member first = members.removeFirst();
        first.consumer.wakeup();
        await(members, 2 * count);
        System.out.printf(Locale.ROOT, "joined %.1f ms, left %.1f ms%n", joined, (System.nanoTime() - start) / 1e6);
        for (Member m : members) m.consumer.wakeup();
        for (Member m : members) m.thread.join();
        first.thread.join();
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
