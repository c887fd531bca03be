package io.odradek.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.Codec;
import io.odradek.engine.sim.SimDisk;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Keys of the log that change while it is open: on the topic, and as the default of all topics on the broker. */
class ConfigurationTest {
    private static final Map<String, String> PROPERTIES = Map.of("broker.id", "0", "log.dirs", "/data",
            "log.initial.task.delay.ms", "1000", "log.retention.check.interval.ms", "1000");

    private final TestWorld world = new TestWorld(new SimDisk(new Random(9)));
    private final LogDirectories logs = world.directories(Path.of("/data"), PROPERTIES).start();
    private final PartitionLog log = logs.open("t", 0, new Uuid(1, 1), true);
    private final PartitionLog other = logs.open("other", 0, new Uuid(1, 2), true);

    private void topic(Map<String, String> overrides) {
        logs.configure("t", overrides);
    }

    private void broker(Map<String, String> clusterWide) {
        logs.configure(BrokerConfig.of(PROPERTIES).with(clusterWide, Map.of()));
    }

    private BatchView last() {
        return TestWorld.batches(TestWorld.bytes(log.read(log.logEndOffset() - 1, 1 << 20, true, Long.MAX_VALUE)))
                .getLast();
    }

    @Test
    void theNextAppendGoesByIt() {
        world.append(log, "a");
        topic(Map.of("compression.type", "lz4"));
        world.append(log, "a");
        assertThat(last().codec()).isEqualTo(Codec.LZ4);
        topic(Map.of("message.timestamp.type", "LogAppendTime"));
        world.append(log, "a");
        assertThat(last().logAppendTime()).isTrue();
        assertThat(last().codec()).as("only the newest overrides count").isEqualTo(Codec.NONE);
        topic(Map.of("max.message.bytes", "70"));
        assertThatThrownBy(() -> world.append(log, "x".repeat(50))).isInstanceOf(RecordsRejected.class);
        topic(Map.of("segment.bytes", "150"));
        for (int i = 0; i < 4; i++) world.append(log, "b");
        assertThat(log.segmentCount()).isGreaterThan(2);
        topic(Map.of("flush.messages", "1"));
        world.append(log, "c");
        assertThat(log.recoveryPoint()).isEqualTo(log.logEndOffset());
        assertThat(other.config().get(TopicKeys.FLUSH_MESSAGES)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theBrokersDefaultsReachOpenLogsAndATopicsOwnValuesWin() {
        topic(Map.of("retention.bytes", "1000"));
        broker(Map.of("log.retention.bytes", "5000", "log.segment.bytes", "333", "log.retention.ms", "60000"));
        assertThat(log.config().get(TopicKeys.RETENTION_BYTES)).isEqualTo(1000);
        assertThat(other.config().get(TopicKeys.RETENTION_BYTES)).isEqualTo(5000);
        assertThat(log.config().segmentBytes()).isEqualTo(333);
        assertThat(log.config().get(TopicKeys.RETENTION_MS)).isEqualTo(60_000);
        topic(Map.of());
        assertThat(log.config().get(TopicKeys.RETENTION_BYTES)).isEqualTo(5000);
        broker(Map.of());
        assertThat(log.config().get(TopicKeys.RETENTION_BYTES)).isEqualTo(-1);
        assertThat(logs.open("later", 0, new Uuid(1, 3), true).config().segmentBytes()).isEqualTo(1 << 30);
    }

    @Test
    void retentionThatIsShortenedTakesEffectWithTheNextLook() {
        topic(Map.of("segment.bytes", "200"));
        for (int i = 0; i < 20; i++) {
            world.append(log, "value " + i);
            world.nowMs += 1000;
        }
        log.highWatermark(20);
        world.pass(1001);
        assertThat(log.logStartOffset()).isZero();
        topic(Map.of("segment.bytes", "200", "retention.ms", "5000"));
        world.pass(1001);
        assertThat(log.logStartOffset()).isGreaterThan(10);
    }

    @Test
    void aTopicThatBecomesCompactedRefusesRecordsWithoutKeyAndIsCompacted() {
        topic(Map.of("segment.bytes", "200"));
        for (int i = 0; i < 40; i++) world.append(log, "v" + i % 10);
        log.highWatermark(40);
        logs.compact();
        assertThat(TestWorld.records(log, 0)).hasSize(40);
        topic(Map.of("segment.bytes", "200", "cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.1"));
        logs.compact();
        assertThat(TestWorld.records(log, 0)).hasSizeLessThan(10);
    }

    @Test
    void aTopicsOwnDeleteDelayIsKept() {
        topic(Map.of("segment.bytes", "200", "file.delete.delay.ms", "100000", "retention.bytes", "0"));
        for (int i = 0; i < 20; i++) world.append(log, "value " + i);
        log.highWatermark(20);
        log.retain();
        assertThat(deleted()).isNotEmpty();
        world.pass(99_000);
        assertThat(deleted()).isNotEmpty();
        world.pass(2_000);
        assertThat(deleted()).isEmpty();
    }

    private List<Path> deleted() {
        try {
            return world.surroundings.disk().list(log.directory()).stream()
                    .filter(f -> f.toString().endsWith(".deleted")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
