package io.odradek.console.decoder;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Avro by a schema that somebody gave: one datum alone, one behind a single-object mark and the schema's fingerprint,
 * one behind the id that a registry gave its schema (which is not asked), or a container, which has its own schema.
 */
final class AvroDecoder implements Decoder {

    private static final int MARK_AND_FINGERPRINT = 10;

    private final Schema schema;
    private final long fingerprint;

    /** @param schema as Avro writes schemas, in JSON */
    AvroDecoder(String schema) throws Refused {
        this.schema = schema(schema);
        this.fingerprint = SchemaNormalization.parsingFingerprint64(this.schema);
    }

    /** Refused where it is none. */
    static Schema schema(String json) throws Refused {
        if (json.length() > Choice.SCHEMA_LENGTH) {
            throw new Refused("its schema is longer than " + Choice.SCHEMA_LENGTH + " characters");
        }
        try {
            return new Schema.Parser().parse(json);
        } catch (RuntimeException e) {
            throw new Refused("its schema is not Avro's: " + Structured.oneLine(e));
        }
    }

    @Override
    public String id() {
        return Choice.AVRO;
    }

    @Override
    public Shape shape() {
        return Shape.DOCUMENT;
    }

    @Override
    public String text(byte[] bytes, boolean cut) throws Refused {
        if (AvroFile.begins(bytes)) {
            return AvroFile.json(bytes);
        }
        if (bytes.length >= MARK_AND_FINGERPRINT && bytes[0] == (byte) 0xC3 && bytes[1] == 1) {
            long given = new Cursor(bytes, 2).int64LittleEndian();
            if (given == fingerprint) {
                return datum(bytes, MARK_AND_FINGERPRINT);
            }
            throw new Refused("its schema has the fingerprint %016x, the one given has %016x".formatted(given,
                    fingerprint));
        }
        return Framed.text(bytes, from -> datum(bytes, from));
    }

    private String datum(byte[] bytes, int from) throws Refused {
        Cursor in = new Cursor(bytes, from);
        return JsonText.of(out -> {
            new AvroDatum(in, out).write(schema, 0);
            if (in.remaining() > 0) {
                throw new Refused(in.remaining() + " bytes follow the datum");
            }
        });
    }
}
