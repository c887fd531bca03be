package io.odradek.console.record;

import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How one request shows keys and values. Immutable. */
final class Decoding {

    private final Decoder key;
    private final Decoder value;
    private final int cellBytes;

    /** Decoders by name, empty for the automatic choice. */
    Decoding(String key, String value, int cellBytes) {
        this.key = decoder(key);
        this.value = decoder(value);
        this.cellBytes = cellBytes;
    }

    RecordView view(ReadRecord record) {
        List<RecordView.Header> headers = new ArrayList<>(record.headers().size());
        record.headers()
                .forEach(header -> headers.add(new RecordView.Header(header.name(), cell(header.value(), null))));
        return new RecordView(record.topic(), record.partition(), record.offset(), record.timestampMs(), record
                .timestampType(),
                record.leaderEpoch(), cell(record.key(), key), cell(record.value(), value), headers);
    }

    private Cell cell(byte[] bytes, Decoder chosen) {
        if (bytes == null) {
            return Cell.NULL;
        }
        boolean cut = bytes.length > cellBytes;
        byte[] kept = cut ? Arrays.copyOf(bytes, cellBytes) : bytes;
        String text = chosen == null ? null : chosen.text(kept, cut);
        if (text != null) {
            return new Cell(kept, bytes.length, chosen.id(), text, cut);
        }
        for (Decoder decoder : Decoder.values()) {
            text = decoder.text(kept, cut);
            if (text != null) {
                return new Cell(kept, bytes.length, decoder.id(), text, cut);
            }
        }
        throw new IllegalStateException("hex takes any bytes");
    }

    private static Decoder decoder(String name) {
        if (name.isEmpty()) {
            return null;
        }
        Decoder decoder = Decoder.named(name);
        if (decoder == null) {
            throw Problem.invalid("no decoder " + name);
        }
        return decoder;
    }
}
