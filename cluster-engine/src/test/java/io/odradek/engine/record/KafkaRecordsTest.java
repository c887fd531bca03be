package io.odradek.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.CompressionType;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.MemoryRecordsBuilder;
import org.apache.kafka.common.record.internal.MutableRecordBatch;
import org.apache.kafka.common.record.internal.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches against Kafka's own code, both ways. */
class KafkaRecordsTest {
    private record One(long timestamp, String key, String value, List<String> headers) {}

    private final Random random = new Random(7);

    @ParameterizedTest
    @EnumSource(Codec.class)
    void kafkaReadsOurs(Codec codec) {
        for (int round = 0; round < 50; round++) {
            List<One> records = some();
            ByteBuf built = ours(codec, records);
            MemoryRecords theirs = MemoryRecords.readableRecords(built.nioBuffer());
            List<One> seen = new ArrayList<>();
            for (MutableRecordBatch batch : theirs.batches()) {
                batch.ensureValid();
                assertThat(batch.producerId()).isEqualTo(9);
                assertThat(batch.lastOffset()).isEqualTo(100L + records.size() - 1);
                for (Record r : batch) seen.add(one(r));
            }
            assertThat(seen).isEqualTo(records);
            built.release();
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void weReadKafkas(Codec codec) {
        for (int round = 0; round < 50; round++) {
            List<One> records = some();
            MemoryRecordsBuilder builder = MemoryRecords.builder(ByteBuffer.allocate(1 << 16), (byte) 2,
                    Compression.of(CompressionType.forId(codec.ordinal())).build(), TimestampType.CREATE_TIME, 100,
                            -1, 9, (short) 3, 0, false, 5);
            for (One each : records) {
                RecordHeader[] headers = each.headers().stream().map(h -> new RecordHeader(h, utf8(h)))
                        .toArray(RecordHeader[]::new);
                builder.append(each.timestamp(), utf8(each.key()), utf8(each.value()), headers);
            }
            ByteBuffer bytes = builder.build().buffer();
            BatchView view = new BatchView().on(bytes, bytes.position());
            assertThat(view.crcIsRight()).isTrue();
            assertThat(view.codec()).isEqualTo(codec);
            assertThat(view.leaderEpoch()).isEqualTo(5);
            assertThat(read(view)).isEqualTo(records);
        }
    }

    private ByteBuf ours(Codec codec, List<One> records) {
        try (BatchBuilder builder = new BatchBuilder(ByteBufAllocator.DEFAULT, codec, codec.defaultLevel())) {
            builder.place(100, 5).producer(9, (short) 3, 0);
            for (One each : records) {
                List<Header> headers = each.headers().stream().map(h -> new Header(h, ByteBuffer.wrap(utf8(h))))
                        .toList();
                builder.append(each.timestamp(), wrap(each.key()), wrap(each.value()), headers);
            }
            return builder.build();
        }
    }

    private List<One> read(BatchView view) {
        List<One> all = new ArrayList<>();
        try (RecordCursor cursor = new RecordCursor().open(view)) {
            while (cursor.next()) {
                all.add(new One(cursor.timestamp(), text(cursor.key()), text(cursor.value()),
                        cursor.headers().stream().map(Header::key).toList()));
            }
        }
        return all;
    }

    private static One one(Record r) {
        List<String> headers = new ArrayList<>();
        for (var h : r.headers()) headers.add(h.key());
        return new One(r.timestamp(), text(r.key()), text(r.value()), headers);
    }

    private List<One> some() {
        List<One> all = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
        for (int i = 0; i < count; i++) {
            List<String> headers = random.nextInt(3) > 0 ? List.of() : List.of("h" + random.nextInt(9), "");
            all.add(new One(1_700_000_000_000L + random.nextInt(1 << 20) - (1 << 19), word(10),
                    word(random.nextInt(20) == 0 ? 40_000 : 300),
                    headers));
        }
        return all;
    }

    private String word(int most) {
        if (random.nextInt(10) == 0) return null;
        byte[] letters = new byte[random.nextInt(most)];
        for (int i = 0; i < letters.length; i++) letters[i] = (byte) ('a' + random.nextInt(4));
        return new String(letters, StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static ByteBuffer wrap(String text) {
        return text == null ? null : ByteBuffer.wrap(utf8(text));
    }

    private static String text(ByteBuffer bytes) {
        return bytes == null ? null : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }
}
