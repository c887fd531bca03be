package io.odradek.bench;

import io.odradek.bench.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * From kill -9 of a partition's leader to the first acknowledgement of a record that was sent after it, with the stock
 * idempotent producer and acks=all: once where the leader is not the controller, once where it is.
 */
record Failover(Setting setting) {
    private static final long BEAT_NS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final int WARM_UP = 1_000;
    private static final long LIMIT_S = 90;

    String name() {
        return "failover after kill -9, session " + ZookeeperTrio.SESSION_MS + " ms (theirs: "
                + setting.zookeeperKafka() + ")";
    }

    Map<String, Double> run(boolean ours, Path directory) throws IOException, InterruptedException {
        Map<String, Double> figures = new LinkedHashMap<>();
        try (ZookeeperTrio trio = new ZookeeperTrio(setting, ours, directory);
                Admin admin = Admin.create(Map.of("bootstrap.servers", trio.bootstrap()))) {
            int controller = controller(admin);
            int other = controller % 3 + 1;
            figures.put("leader s", measure(trio, admin, "led-by-another", other));
            trio.restart(other);
            inSync(admin, "led-by-another");
            controller = controller(admin);
            figures.put("leader and controller s", measure(trio, admin, "led-by-controller", controller));
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("failover: " + e, e);
        }
        return figures;
    }

    private static int controller(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return admin.describeCluster().controller().get(LIMIT_S, TimeUnit.SECONDS).id();
    }

    private static double measure(ZookeeperTrio trio, Admin admin, String topic, int leader) throws IOException,
            InterruptedException, ExecutionException, TimeoutException {
        List<Integer> replicas = new ArrayList<>(List.of(leader, leader % 3 + 1, (leader + 1) % 3 + 1));
        admin.createTopics(List.of(new NewTopic(topic, Map.of(0, replicas)))).all().get(LIMIT_S, TimeUnit.SECONDS);
        Map<String, Object> config = Map.of("bootstrap.servers", trio.bootstrap(), "acks", "all", "linger.ms", "0");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < WARM_UP; i++) producer.send(record(topic));
            producer.flush();
            return gap(producer, topic, trio.broker(leader));
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic) {
        return new ProducerRecord<>(topic, 0, null, new byte[100]);
    }

    /** Records all the time, every two milliseconds; the kill is among them. */
    private static double gap(KafkaProducer<byte[], byte[]> producer, String topic, Node victim)
            throws InterruptedException, IOException {
        AtomicLong killedNs = new AtomicLong(Long.MAX_VALUE);
        AtomicLong nextNs = new AtomicLong();
        CountDownLatch acknowledged = new CountDownLatch(1);
        Thread load = Thread.ofPlatform().start(() -> {
            while (acknowledged.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
                long sentNs = System.nanoTime();
                producer.send(record(topic), (_, failure) -> {
                    if (failure != null || sentNs < killedNs.get()) return;
                    nextNs.compareAndSet(0, System.nanoTime());
                    acknowledged.countDown();
                });
                LockSupport.parkNanos(BEAT_NS);
            }
        });
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        victim.kill();
        killedNs.set(System.nanoTime());
        boolean came = acknowledged.await(LIMIT_S, TimeUnit.SECONDS);
        load.interrupt();
        load.join();
        if (!came) throw new IOException("nothing was acknowledged within " + LIMIT_S + " s of the kill");
        return (nextNs.get() - killedNs.get()) / 1e9;
    }

    private static void inSync(Admin admin, String topic) throws InterruptedException, ExecutionException,
            TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_S);
        while (isr(admin, topic) < 3) {
            if (System.nanoTime() > deadline) throw new TimeoutException("the replicas are not in sync");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private static int isr(Admin admin, String topic) throws InterruptedException, ExecutionException,
            TimeoutException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get(LIMIT_S, TimeUnit.SECONDS).get(topic)
                .partitions().getFirst().isr().size();
    }
}
