package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.odradek.engine.Broker;
import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.env.SystemDisk;
import io.odradek.engine.record.BatchBuilder;
import io.odradek.engine.record.Codec;
import io.odradek.engine.record.EndMarker;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.zk.EmbeddedZookeeper;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Data directories change hands: what Apache Kafka wrote opens here with every record, and what was written here opens
 * there, after clean stops and after SIGKILL.
 */
@Timeout(300)
class ForeignDirectoryIT {
    @TempDir
    Path temporary;

    /** One broker of one ZooKeeper cluster: 3.9.1, ours, 3.9.1 (killed), ours, each goes on where the other was. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void kafka39AndWeTakeTurnsAsTheSameBroker() throws Exception {
        try (EmbeddedZookeeper zookeeper = EmbeddedZookeeper.start(temporary.resolve("zk"), "127.0.0.1", 0, 2000);
             KafkaProcess kafka = KafkaProcess.ofZookeeper(temporary.resolve("kafka"), zookeeper.connect())) {
            kafka.start();
            Workload theirs = new Workload(kafka.bootstrap());
            theirs.createTopics();
            theirs.write();
            kafka.stop();
            Workload after = ourTurn(theirs, zookeeper, kafka, null);
            kafka.start();
            Workload again = Workload.next(after, kafka.bootstrap());
            var before = ours;
            sameAs(before, again);
            again.write();
            Map<String, Map<TopicPartition, List<String>>> acknowledged = all(again);
            kafka.kill();
            ourTurn(again, zookeeper, kafka, acknowledged);
        }
    }

    /** What was there at the end of our turn, by isolation level. */
    private Map<String, Map<TopicPartition, List<String>>> ours;

    private Workload ourTurn(Workload before, EmbeddedZookeeper zookeeper, KafkaProcess kafka,
            Map<String, Map<TopicPartition, List<String>>> expected) throws Exception {
        try (Broker broker = new Broker(BrokerConfig.of(Map.of("broker.id", "0", "listeners",
                "PLAINTEXT://127.0.0.1:0", "zookeeper.connect", zookeeper.connect(), "log.dirs",
                kafka.data().toString(), "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1", "transaction.state.log.min.isr", "1",
                "log.cleaner.backoff.ms", "100", "log.initial.task.delay.ms", "100")))) {
            broker.start();
            Workload now = Workload.next(before, broker.host() + ":" + broker.port());
            if (expected != null) sameAs(expected, now);
            assertThat(now.committed().offset()).isEqualTo(10 + before.round());
            now.write();
            ours = all(now);
            return now;
        }
    }

    private static Map<String, Map<TopicPartition, List<String>>> all(Workload w) {
        return Map.of("read_committed", w.read("read_committed"), "read_uncommitted", w.read("read_uncommitted"));
    }

    private static void sameAs(Map<String, Map<TopicPartition, List<String>>> expected, Workload seen) {
        assertThat(seen.committed().offset()).isEqualTo(10 + seen.round());
        expected.forEach((isolation, partitions) -> {
            Map<TopicPartition, List<String>> now = seen.read(isolation);
            partitions.forEach((partition, lines) -> same(partition, lines, now.get(partition)));
        });
    }

    /** Compaction may have gone on in between: then the last value of each key is what counts. */
    private static void same(TopicPartition partition, List<String> expected, List<String> seen) {
        assertThat(expected).hasSizeGreaterThan(partition.topic().equals("compacted") ? 4 : 25);
        if (partition.topic().equals("compacted")) {
            assertThat(expected).containsAll(seen);
            assertThat(Workload.latest(seen)).isEqualTo(Workload.latest(expected));
        } else {
            assertThat(seen).as(partition.toString()).containsExactlyElementsOf(expected);
        }
    }

    /** A KRaft broker of 4.3.1 writes, our log reads it and appends, and the same broker reads that. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void kafka43ReadsWhatWeAppendedToItsLogs() throws Exception {
        try (KafkaProcess kafka = KafkaProcess.ofItself(temporary.resolve("kafka"))) {
            kafka.start();
            Workload theirs = new Workload(kafka.bootstrap());
            theirs.createTopics();
            theirs.write();
            Map<String, Map<TopicPartition, List<String>>> written = all(theirs);
            kafka.stop();
            Map<TopicPartition, List<String>> appended = openAndAppend(kafka.data(), written);
            kafka.start();
            Map<TopicPartition, List<String>> seen = theirs.read("read_committed");
            written.get("read_committed").forEach((partition, lines) -> {
                List<String> expected = new ArrayList<>(lines);
                expected.addAll(appended.get(partition));
                same(partition, expected, seen.get(partition));
            });
            theirs.write();
        }
    }

    private Map<TopicPartition, List<String>> openAndAppend(Path data,
            Map<String, Map<TopicPartition, List<String>>> written) {
        TestWorld world = new TestWorld(new SystemDisk());
        world.nowMs = System.currentTimeMillis();
        world.clusterId = null;
        LogDirectories logs = world.directories(data, Map.of()).start();
        Map<TopicPartition, List<String>> appended = new HashMap<>();
        for (TopicPartition partition : Workload.PARTITIONS) {
            PartitionLog log = logs.open(partition.topic(), partition.partition(), Uuid.ZERO, false);
            assertThat(log.topicId()).isNotEqualTo(Uuid.ZERO);
            log.highWatermark(log.logEndOffset());
            for (String isolation : written.keySet()) {
                same(partition, written.get(isolation).get(partition), lines(log, log.logStartOffset(),
                        isolation.equals("read_committed")));
            }
            long from = log.logEndOffset();
            append(world, log);
            appended.put(partition, lines(log, from, true));
            assertThat(appended.get(partition)).hasSize(30);
        }
        logs.close();
        return appended;
    }

    private static void append(TestWorld world, PartitionLog log) {
        AppendOptions options = new AppendOptions(log.latestEpoch(), AppendOptions.Origin.COORDINATOR);
        for (Codec codec : Codec.values()) {
            for (int transaction = 0; transaction < 2; transaction++) {
                try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
                    builder.producer(1_000_000 + codec.ordinal(), (short) 0, 6 * transaction).transactional();
                    for (int i = 0; i < 6; i++) {
                        builder.append(world.nowMs, TestWorld.bytes("k" + i), TestWorld.bytes("ours-" + codec + i));
                    }
                    TestWorld.append(log, options, builder.build());
                }
                ByteBuf marker = new EndMarker(transaction == 0, 1).batch(ByteBufAllocator.DEFAULT, world.nowMs,
                        1_000_000 + codec.ordinal(), (short) 0);
                TestWorld.append(log, options, marker);
            }
        }
        log.highWatermark(log.logEndOffset());
    }

    /** As {@link Workload#read} tells them. */
    private static List<String> lines(PartitionLog log, long from, boolean committedOnly) {
        List<AbortedTransaction> aborted = new ArrayList<>(log.abortedTransactions(from, log.logEndOffset()));
        Set<Long> inAborted = new HashSet<>();
        List<String> lines = new ArrayList<>();
        for (long next = from; next < log.logEndOffset(); ) {
            ByteBuffer bytes = TestWorld.bytes(log.read(next, 1 << 20, true, log.logEndOffset()));
            if (!bytes.hasRemaining()) break;
            next = Records.each(bytes, (batch, r) -> {
                if (r.offset() < from) return;
                aborted.removeIf(a -> a.firstOffset() <= r.offset() && inAborted.add(a.producerId()));
                if (batch.control()) {
                    inAborted.remove(batch.producerId());
                } else if (!committedOnly || !batch.transactional() || !inAborted.contains(batch.producerId())) {
                    lines.add(Workload.line(r.offset(), r.timestamp(), Records.text(r.key()), Records.text(r.value()),
                            r.headerCount()));
                }
            });
        }
        return lines;
    }
}
