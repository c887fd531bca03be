package io.odradek.console.record;

import io.odradek.console.decoder.Decoder;
import io.odradek.console.decoder.Decoder.Shape;
import io.odradek.console.decoder.Format;
import io.odradek.console.decoder.Refused;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How one request decodes keys and values of some topics. Immutable. */
final class Decoding {

    /** What the decoder of Kafka's own topics is called; it cannot be chosen elsewhere. */
    static final String INTERNAL = "kafka";
    /** What is shorter is decoded whole by those that need all of it, though only a beginning is shown. */
    private static final int WHOLE = 1 << 20;

    private final Internals internals;
    private final Map<String, Decoders.Pair> pairs = new HashMap<>();

    /**
     * What a decoder made of bytes.
     *
     * @param chosen whether by the decoder that somebody chose
     * @param why    why the one that was chosen did not take them; empty where it did, or none was chosen
     */
    record Decoded(String decoder, Shape shape, String text, boolean chosen, String why) {
    }

    /** @param key a decoder asked for by name before what is kept, and so value; empty for none */
    Decoding(Decoders decoders, Collection<String> topics, String key, String value) {
        this.internals = decoders.internals();
        for (String topic : topics) {
            Decoders.Pair kept = decoders.kept().apply(topic);
            pairs.put(topic, new Decoders.Pair(asked(key, kept.key()), asked(value, kept.value())));
        }
    }

    /** Whether keys are decoded otherwise than what they say as text, so that a text does not tell a key's bytes. */
    boolean choosesKeys() {
        return pairs.keySet().stream().anyMatch(internals::knows)
                || pairs.values().stream().anyMatch(pair -> pair.key() != null);
    }

    /** As shown, with at most so many bytes or characters of each. */
    RecordView view(ReadRecord record, int most) {
        List<RecordView.Header> headers = new ArrayList<>(record.headers().size());
        record.headers().forEach(header -> headers.add(new RecordView.Header(header.name(),
                cell(header.value(), null, null, most))));
        Internals.Shown own = internal(record);
        Decoders.Pair pair = pair(record);
        return new RecordView(record.topic(), record.partition(), record.offset(), record.timestampMs(),
                record.timestampType(), record.leaderEpoch(),
                cell(record.key(), pair.key(), own == null ? null : own.key(), most),
                cell(record.value(), pair.value(), own == null ? null : own.value(), most), headers, record.batch());
    }

    /** The key whole; null where there is none or nobody chose how to decode it, and its bytes tell as much. */
    Decoded key(ReadRecord record) {
        Internals.Shown own = internal(record);
        return seen(record.key(), pair(record).key(), own == null ? null : own.key());
    }

    /** The value likewise. */
    Decoded value(ReadRecord record) {
        Internals.Shown own = internal(record);
        return seen(record.value(), pair(record).value(), own == null ? null : own.value());
    }

    private Decoded seen(byte[] bytes, Decoder chosen, String own) {
        boolean json = bytes != null && bytes.length > 0 && (bytes[0] == '{' || bytes[0] == '[');
        return bytes == null || json && chosen == null && own == null ? null
                : decode(bytes, chosen, own, Integer.MAX_VALUE);
    }

    private Decoders.Pair pair(ReadRecord record) {
        return pairs.getOrDefault(record.topic(), Decoders.Pair.AUTOMATIC);
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

    private static Cell cell(byte[] bytes, Decoder chosen, String own, int most) {
        if (bytes == null) {
            return Cell.NULL;
        }
        Decoded decoded = decode(bytes, chosen, own, most);
        boolean longer = decoded.text().length() > most;
        return new Cell(bytes.length > most ? Arrays.copyOf(bytes, most) : bytes, bytes.length, decoded.decoder(),
                longer ? decoded.text().substring(0, most) : decoded.text(), longer || bytes.length > most,
                decoded.why());
    }

    private static Decoded decode(byte[] bytes, Decoder chosen, String own, int most) {
        if (chosen == null && own != null) {
            return new Decoded(INTERNAL, Shape.DOCUMENT, own, false, "");
        }
        byte[] kept = bytes.length > most ? Arrays.copyOf(bytes, most) : bytes;
        String why = "";
        if (chosen == null && Format.ordinary(kept)) {
            return new Decoded(Format.UTF_8.id(), Format.UTF_8.shape(), new String(kept,
                    StandardCharsets.ISO_8859_1), false, "");
        }
        if (chosen != null) {
            try {
                return new Decoded(chosen.id(), chosen.shape(), text(chosen, bytes, kept), true, "");
            } catch (Refused refused) {
                why = chosen.id() + ": " + refused.getMessage();
            }
        }
        for (Format format : Format.values()) {
            try {
                String text = text(format, bytes, kept);
                if (format.certain(text)) {
                    return new Decoded(format.id(), format.shape(), text, false, why);
                }
            } catch (Refused refused) {
                continue;
            }
        }
        throw new IllegalStateException("hex takes any bytes");
    }

    private static String text(Decoder decoder, byte[] bytes, byte[] kept) throws Refused {
        return decoder.whole() && bytes.length <= WHOLE ? decoder.text(bytes, false)
                : decoder.text(kept, kept.length < bytes.length);
    }

    private static Decoder asked(String name, Decoder kept) {
        if (name.isEmpty() || kept != null && kept.id().equals(name)) {
            return kept;
        }
        Format format = Format.named(name);
        if (format == null) {
            throw Problem.invalid("no decoder {0}, or no schema is kept for it with this topic", name);
        }
        return format;
    }
}
