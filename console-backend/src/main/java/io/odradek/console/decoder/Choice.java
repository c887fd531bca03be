package io.odradek.console.decoder;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody chose to decode keys or values by.
 *
 * @param decoder its name; empty for the automatic choice
 * @param schema  Avro's schema, a JSON Schema, a .proto file or a descriptor set in base64; empty where none is needed
 * @param type    which message of Protobuf's; empty for the first
 */
public record Choice(String decoder, String schema, String type) {

    static final String AVRO = "avro";
    static final String PROTOBUF = "protobuf";
    static final String JSON_SCHEMA = "json-schema";
    /** A descriptor set with all that it imports is seldom more; some hundred of these are kept. */
    static final int SCHEMA_LENGTH = 1 << 20;

    private static final List<String> WITH_SCHEMA = List.of(AVRO, PROTOBUF, JSON_SCHEMA);

    public static final Choice AUTOMATIC = new Choice("", "", "");

    public Choice {
        decoder = decoder == null ? "" : decoder;
        schema = schema == null ? "" : schema;
        type = type == null ? "" : type.strip();
    }

    /** All names, those that need a schema last. */
    public static List<String> names() {
        return Stream.concat(Arrays.stream(Format.values()).map(Format::id), WITH_SCHEMA.stream()).toList();
    }

    public boolean automatic() {
        return decoder.isEmpty();
    }

    public static boolean needsSchema(String decoder) {
        return WITH_SCHEMA.contains(decoder);
    }

    /** The decoder, null for the automatic choice; Problem INVALID where there is none or its schema is none. */
    public Decoder made() {
        if (automatic()) {
            return null;
        }
        Format format = Format.named(decoder);
        if (format != null) {
            return format;
        }
        if (!needsSchema(decoder)) {
            throw Problem.invalid("no decoder {0}", decoder);
        }
        if (schema.isBlank() || schema.length() > SCHEMA_LENGTH) {
            throw Problem.invalid("{0} needs a schema of at most {1} characters", decoder, SCHEMA_LENGTH);
        }
        try {
            return switch (decoder) {
                case AVRO -> new AvroDecoder(schema);
                case PROTOBUF -> new ProtobufDecoder(schema, type);
                default -> new JsonSchemaDecoder(schema);
            };
        } catch (Refused refused) {
            throw Problem.invalid(Sentence.quoted(refused.getMessage()));
        }
    }
}
