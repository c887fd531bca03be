package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * Avro's binary encoding (avro.apache.org, specification 1.12) written as JSON: unions are the value alone, decimals
 * are numbers, other bytes base64. Not the library's reader, which allocates what a length claims and recurses as deep
 * as the bytes say. One thread.
 */
final class AvroDatum {

    /** Items may take no bytes: a page of them is enough of those. */
    private static final int ITEMS = 2_000_000;
    /** Decimals of more digits are no amounts, and take long to write. */
    private static final int DECIMAL_BYTES = 256;

    private final Cursor in;
    private final JsonGenerator out;
    private int items;

    AvroDatum(Cursor in, JsonGenerator out) {
        this.in = in;
        this.out = out;
    }

    void write(Schema schema, int depth) throws IOException, Refused {
        JsonText.deep(depth);
        if (++items > ITEMS) {
            throw new Refused("it has more than " + ITEMS + " items");
        }
        switch (schema.getType()) {
            case NULL -> out.writeNull();
            case BOOLEAN -> out.writeBoolean(flag());
            case INT -> out.writeNumber(int32());
            case LONG -> out.writeNumber(in.zigzag());
            case FLOAT -> out.writeNumber(Float.intBitsToFloat(in.int32LittleEndian()));
            case DOUBLE -> out.writeNumber(Double.longBitsToDouble(in.int64LittleEndian()));
            case STRING -> out.writeString(in.text(in.length()));
            case BYTES -> bytes(schema, in.take(in.length()));
            case FIXED -> bytes(schema, in.take(schema.getFixedSize()));
            case ENUM -> out.writeString(schema.getEnumSymbols().get(index(schema.getEnumSymbols().size())));
            case UNION -> write(schema.getTypes().get(index(schema.getTypes().size())), depth + 1);
            case RECORD -> {
                out.writeStartObject();
                for (Schema.Field field : schema.getFields()) {
                    out.writeFieldName(field.name());
                    write(field.schema(), depth + 1);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                blocks(() -> write(schema.getElementType(), depth + 1));
                out.writeEndArray();
            }
            case MAP -> {
                out.writeStartObject();
                blocks(() -> {
                    out.writeFieldName(in.text(in.length()));
                    write(schema.getValueType(), depth + 1);
                });
                out.writeEndObject();
            }
        }
    }

    private interface Item {
        void write() throws IOException, Refused;
    }

    /** Blocks of items, each after their count; a negative count is followed by the block's bytes. */
    private void blocks(Item item) throws IOException, Refused {
        for (long count = in.zigzag(); count != 0; count = in.zigzag()) {
            if (count < 0) {
                in.zigzag();
            }
            for (long left = Math.abs(count); left != 0; left--) {
                item.write();
            }
        }
    }

    private boolean flag() throws Refused {
        byte b = in.one();
        if (b != 0 && b != 1) {
            throw new Refused("0x%02x is neither true nor false".formatted(b));
        }
        return b == 1;
    }

    private int int32() throws Refused {
        long value = in.zigzag();
        if ((int) value != value) {
            throw new Refused(value + " is no int");
        }
        return (int) value;
    }

    private int index(int count) throws Refused {
        long index = in.zigzag();
        if (index < 0 || index >= count) {
            throw new Refused("choice " + index + " of " + count);
        }
        return (int) index;
    }

    private void bytes(Schema schema, byte[] bytes) throws IOException {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && bytes.length > 0
                && bytes.length <= DECIMAL_BYTES) {
            out.writeNumber(new BigDecimal(new BigInteger(bytes), decimal.getScale()));
        } else {
            out.writeString(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
