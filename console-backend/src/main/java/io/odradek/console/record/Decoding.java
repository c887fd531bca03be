package io.odradek.console.record;

import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How one request shows keys and values. Immutable. */
final class Decoding {

    /** What the decoder of Kafka's own topics is called; it cannot be chosen elsewhere. */
    static final String INTERNAL = "kafka";

    private final Internals internals;
    private final Decoder key;
    private final Decoder value;
    private final int cellBytes;

    /** Decoders by name, empty for the automatic choice. */
    Decoding(Internals internals, String key, String value, int cellBytes) {
        this.internals = internals;
        this.key = decoder(key);
        this.value = decoder(value);
        this.cellBytes = cellBytes;
    }

    RecordView view(ReadRecord record) {
        List<RecordView.Header> headers = new ArrayList<>(record.headers().size());
        record.headers()
                .forEach(header -> headers.add(new RecordView.Header(header.name(), cell(header.value(), null, null))));
        Internals.Shown own = internal(record);
        return new RecordView(record.topic(), record.partition(), record.offset(), record.timestampMs(),
                record.timestampType(), record.leaderEpoch(), cell(record.key(), key, own == null ? null : own.key()),
                cell(record.value(), value, own == null ? null : own.value()), headers, record.batch());
    }

    private Internals.Shown internal(ReadRecord record) {
        if (!internals.knows(record.topic())) {
            return null;
        }
        try {
            return internals.read(record.topic(), record.key(), record.value());
        } catch (IllegalArgumentException strange) {
            return null;
        }
    }

    private Cell cell(byte[] bytes, Decoder chosen, String own) {
        if (bytes == null) {
            return Cell.NULL;
        }
        boolean cut = bytes.length > cellBytes;
        byte[] kept = cut ? Arrays.copyOf(bytes, cellBytes) : bytes;
        if (own != null && chosen == null) {
            boolean more = own.length() > cellBytes;
            return new Cell(kept, bytes.length, INTERNAL, more ? own.substring(0, cellBytes) : own, cut || more);
        }
        if (chosen != null) {
            Cell wanted = cell(chosen, bytes, kept);
            if (wanted != null) {
                return wanted;
            }
        }
        for (Decoder decoder : Decoder.values()) {
            Cell found = cell(decoder, bytes, kept);
            if (found != null && decoder.certain(found.text())) {
                return found;
            }
        }
        throw new IllegalStateException("hex takes any bytes");
    }

    private static Cell cell(Decoder decoder, byte[] bytes, byte[] kept) {
        boolean cut = kept.length < bytes.length;
        try {
            return new Cell(kept, bytes.length, decoder.id(), decoder.text(kept, cut), cut);
        } catch (Refused refused) {
            return null;
        }
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
