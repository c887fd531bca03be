package io.odradek.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every message in every version against Apache Kafka's own codec, with random contents. */
class MessageOracleProperty {
    private static final int ROUNDS = 40;
    private static final long SEED = 20261121;
    private static final Map<String, Oracle.Entry> ALL = Oracle.entries();

    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);

    @AfterEach
    void nothingLeaks() {
        assertThat(allocator.metric().usedHeapMemory()).isZero();
    }

    @Test
    void everySchemaHasItsClassAndEveryClassItsSchema() throws Exception {
        Path classes = Path.of(ApiKey.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("io/odradek/engine/wire/message");
        try (Stream<Path> files = Files.list(classes)) {
            TreeSet<String> names = files.map(p -> p.getFileName().toString().replace(".class", ""))
                .filter(n -> !n.contains("$") && !n.equals("package-info"))
                .collect(Collectors.toCollection(TreeSet::new));
            assertThat(names).isEqualTo(ALL.keySet());
        }
        assertThat(ALL).hasSizeGreaterThan(240).containsKeys("LeaderAndIsrRequest", "ShareSnapshotValue",
            "TransactionLogKey", "OffsetCommitKey", "StreamsGroupTopologyValue", "ProduceRequest", "ProducerSnapshot");
    }

    @Test
    void everyMessageInEveryVersionIsTheSameBytesAsKafkas() {
        int covered = 0;
        for (Oracle.Entry e : ALL.values()) {
            assertThat(e.fresh().oldestVersion()).as(e.name()).isEqualTo((short) e.oldest());
            assertThat(e.fresh().newestVersion()).as(e.name()).isEqualTo((short) e.newest());
            for (int v = e.oldest(); v <= e.newest(); v++) {
                for (int round = 0; round < ROUNDS; round++) {
                    roundTrip(e, (short) v, SEED + 31L * v + 1009L * round + e.name().hashCode());
                }
                covered++;
            }
        }
        int expected = ALL.values().stream().mapToInt(e -> e.newest() - e.oldest() + 1).sum();
        assertThat(covered).isEqualTo(expected).isGreaterThan(700);
        System.out.printf("wire: %d messages, %d message versions, %d rounds%n", ALL.size(), covered, ROUNDS);
    }

    private void roundTrip(Oracle.Entry e, short version, long seed) {
        String what = e + " version " + version + " seed " + seed;
        Map<String, Object> contents = Contents.of(e, version, new Random(seed));
        Message ours = (Message) Mirror.filled(e.ours(), e.ours(), contents);
        byte[] written = Mirror.weWrite(ours, version, allocator);

        Object readByKafka = Mirror.kafkaReads(e.kafkas(), written, version);
        assertThat(Mirror.kafkaWrites(readByKafka, version)).as("Kafka reads ours: " + what).isEqualTo(written);

        Object kafkas = Mirror.filled(e.kafkas(), e.kafkas(), contents);
        byte[] kafkaWrote = Mirror.kafkaWrites(kafkas, version);
        assertThat(kafkaWrote).as("the same contents: " + what).isEqualTo(written);

        Message readByUs = e.fresh();
        ByteBuf in = Unpooled.wrappedBuffer(kafkaWrote);
        readByUs.read(in, version);
        assertThat(in.isReadable()).as("bytes left: " + what).isFalse();
        assertThat(Mirror.weWrite(readByUs, version, allocator)).as("we read Kafka's: " + what).isEqualTo(kafkaWrote);
        Message again = e.fresh();
        again.read(Unpooled.wrappedBuffer(kafkaWrote), version);
        assertThat(again).as(what).isEqualTo(readByUs).hasSameHashCodeAs(readByUs).hasToString(readByUs.toString());
    }

    @Test
    void aFieldThatTheVersionLacksIsRefusedWhereKafkaRefusesIt() {
        int refused = 0;
        for (Oracle.Entry e : ALL.values()) {
            for (int v = e.oldest(); v <= e.newest(); v++) {
                for (int round = 0; round < ROUNDS; round++) {
                    long seed = SEED - 17L * v - 2003L * round + e.name().hashCode();
                    refused += sameVerdict(e, (short) v, seed) ? 1 : 0;
                }
            }
        }
        assertThat(refused).isGreaterThan(500);
    }

    private boolean sameVerdict(Oracle.Entry e, short version, long seed) {
        String what = e + " version " + version + " seed " + seed;
        Map<String, Object> contents = Contents.withStrays(e, version, new Random(seed));
        byte[] kafkas = null;
        String kafkasReason = "";
        try {
            kafkas = Mirror.kafkaWrites(Mirror.filled(e.kafkas(), e.kafkas(), contents), version);
        } catch (RuntimeException refusal) {
            kafkasReason = refusal.toString();
        }
        byte[] ours = null;
        try {
            ours = Mirror.weWrite((Message) Mirror.filled(e.ours(), e.ours(), contents), version, allocator);
        } catch (WireException refusal) {
            assertThat(kafkas).as(what + ": only we refuse it: " + refusal.getMessage()).isNull();
        }
        assertThat(ours).as(what + ": Kafka says " + kafkasReason).isEqualTo(kafkas);
        return ours == null;
    }
}
