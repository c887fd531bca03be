package io.odradek.engine.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A member of a group by the newest Java client: prints every value, commits after every batch, leaves on SIGTERM. */
public final class GroupMember {
    private GroupMember() {}

    /** @param args bootstrap servers, group, topic, group protocol */
    public static void main(String[] args) throws Exception {
        Map<String, Object> config = new java.util.HashMap<>(Map.of("bootstrap.servers", args[0], "group.id", args[1],
                "group.protocol", args[3], "auto.offset.reset", "earliest", "enable.auto.commit", "false",
                "metadata.max.age.ms", "2000"));
        if (args[3].equals("classic")) config.put("session.timeout.ms", "6000");
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(config, new StringDeserializer(),
                new StringDeserializer());
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            consumer.wakeup();
            try {
                main.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        consumer.subscribe(List.of(args[2]));
        try (consumer) {
            while (true) work(consumer);
        } catch (WakeupException e) {
            System.out.println("asked to leave");
        }
    }

    private static void work(KafkaConsumer<String, String> consumer) {
        ConsumerRecords<String, String> batch = consumer.poll(Duration.ofMillis(200));
        for (ConsumerRecord<String, String> r : batch) System.out.println(r.value());
        if (batch.isEmpty()) return;
        try {
            consumer.commitSync();
        } catch (CommitFailedException | RetriableException e) {
            // A rebalance came between: whoever has the partition now reads it again.
            System.out.println("not committed: " + e.getMessage());
        }
    }
}
