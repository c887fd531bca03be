package io.odradek.console.decoder;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.avro.Schema;

/**
 * Avro's object container, which a record's value sometimes is. One datum as itself, several as an array.
 *
 * <pre>
 * "Obj" 1 | metadata: blocks of name, bytes | 16 bytes sync
 * count   | bytes of the block | the block  | 16 bytes sync    again and again
 * </pre>
 */
final class AvroFile {

    private static final byte[] MAGIC = {'O', 'b', 'j', 1};
    private static final int SYNC = 16;
    /** Of the metadata, beside the schema. */
    private static final int NAMES = 100;
    /** As much as the largest record that the console reads would take when it is packed threefold. */
    private static final int UNPACKED = 64 << 20;

    private AvroFile() {
    }

    static boolean begins(byte[] bytes) {
        return bytes.length >= MAGIC.length && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    static String json(byte[] bytes) throws Refused {
        if (!begins(bytes)) {
            throw new Refused("it does not begin with Obj and 1");
        }
        Cursor in = new Cursor(bytes, MAGIC.length);
        Map<String, byte[]> metadata = metadata(in);
        byte[] text = metadata.get("avro.schema");
        if (text == null) {
            throw new Refused("it has no schema");
        }
        Schema schema = AvroDecoder.schema(new Cursor(text, 0).text(text.length));
        String codec = new String(metadata.getOrDefault("avro.codec", "null".getBytes(StandardCharsets
                .US_ASCII)), StandardCharsets.US_ASCII);
        byte[] sync = in.take(SYNC);
        long[] count = new long[1];
        String all = JsonText.of(out -> {
            out.writeStartArray();
            while (in.remaining() > 0) {
                count[0] += block(in, codec, schema, out);
                if (!Arrays.equals(in.take(SYNC), sync)) {
                    throw new Refused("a block does not end with the file's mark");
                }
            }
            out.writeEndArray();
        });
        return count[0] == 1 ? all.substring(1, all.length() - 1) : all;
    }

    private static Map<String, byte[]> metadata(Cursor in) throws Refused {
        Map<String, byte[]> all = new HashMap<>();
        for (long count = in.zigzag(); count != 0; count = in.zigzag()) {
            if (count < 0) {
                in.zigzag();
            }
            for (long left = Math.abs(count); left != 0; left--) {
                all.put(in.text(in.length()), in.take(in.length()));
                if (all.size() > NAMES) {
                    throw new Refused("it has more than " + NAMES + " names of metadata");
                }
            }
        }
        return all;
    }

    private static long block(Cursor in, String codec, Schema schema, JsonGenerator out) throws IOException, Refused {
        long count = in.zigzag();
        byte[] block = in.take(in.length());
        Cursor data = new Cursor(switch (codec) {
            case "null" -> block;
            case "deflate" -> inflated(block);
            default -> throw new Refused("blocks packed by " + codec + " are not read here, only deflate");
        }, 0);
        AvroDatum datum = new AvroDatum(data, out);
        for (long left = count; left > 0; left--) {
            datum.write(schema, 0);
        }
        if (count < 0 || data.remaining() > 0) {
            throw new Refused("a block holds something else than its " + count + " data");
        }
        return count;
    }

    private static byte[] inflated(byte[] block) throws Refused {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(block);
            ByteArrayOutputStream all = new ByteArrayOutputStream(block.length * 2);
            byte[] some = new byte[8_192];
            while (!inflater.finished()) {
                int length = inflater.inflate(some);
                all.write(some, 0, length);
                if (length == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new Refused("a packed block ends too early");
                }
                if (all.size() > UNPACKED) {
                    throw new Refused("a block unpacks to more than " + (UNPACKED >> 20) + " MiB");
                }
            }
            return all.toByteArray();
        } catch (DataFormatException e) {
            throw new Refused("a packed block is malformed: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }
}
