package io.odradek.console.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Bytes to text. Each says null where the bytes are not its own; the automatic choice takes the first that does not.
 */
enum Decoder {

    /** One JSON object or array, as it was written. */
    JSON("json") {
        @Override
        String text(byte[] bytes, boolean cut) {
            int first = firstVisible(bytes);
            if (first != '{' && first != '[') {
                return null;
            }
            return cut || parses(bytes) ? UTF_8.text(bytes, cut) : null;
        }
    },
    /** Text without control characters but white space. */
    UTF_8("utf-8") {
        @Override
        String text(byte[] bytes, boolean cut) {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            try {
                CharBuffer text = decoder
                        .decode(ByteBuffer.wrap(bytes, 0, cut ? wholeCharacters(bytes) : bytes.length));
                return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) ? null
                        : text.toString();
            } catch (CharacterCodingException e) {
                return null;
            }
        }
    },
    /** Eight bytes, big-endian, signed: Kafka's LongSerializer. */
    INT64("int64") {
        @Override
        String text(byte[] bytes, boolean cut) {
            return bytes.length == Long.BYTES && !cut ? Long.toString(ByteBuffer.wrap(bytes).getLong()) : null;
        }
    },
    /** Four bytes, big-endian, signed: Kafka's IntegerSerializer. */
    INT32("int32") {
        @Override
        String text(byte[] bytes, boolean cut) {
            return bytes.length == Integer.BYTES && !cut ? Integer.toString(ByteBuffer.wrap(bytes).getInt()) : null;
        }
    },
    /** Two bytes, big-endian, signed: Kafka's ShortSerializer. */
    INT16("int16") {
        @Override
        String text(byte[] bytes, boolean cut) {
            return bytes.length == Short.BYTES && !cut ? Short.toString(ByteBuffer.wrap(bytes).getShort()) : null;
        }
    },
    /** Any bytes, two digits each. */
    HEX("hex") {
        @Override
        String text(byte[] bytes, boolean cut) {
            return HexFormat.of().formatHex(bytes);
        }
    },
    /** Any bytes, six bits a letter. */
    BASE64("base64") {
        @Override
        String text(byte[] bytes, boolean cut) {
            return Base64.getEncoder().encodeToString(bytes);
        }
    };

    private static final JsonFactory FACTORY = new JsonFactory();

    private final String id;

    Decoder(String id) {
        this.id = id;
    }

    /** Its name in addresses and in the API. */
    String id() {
        return id;
    }

    /**
     * The text, or null where these bytes are not its own.
     *
     * @param cut whether more bytes followed, which are not given
     */
    abstract String text(byte[] bytes, boolean cut);

    /** The decoder of that name, or null. */
    static Decoder named(String id) {
        for (Decoder decoder : values()) {
            if (decoder.id.equals(id)) {
                return decoder;
            }
        }
        return null;
    }

    private static int firstVisible(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b;
            }
        }
        return -1;
    }

    private static boolean parses(byte[] bytes) {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.currentToken() != null && parser.nextToken() == null;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** How many of these bytes are whole characters, when the last one may be cut: at most three bytes less. */
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length;
        while (start > 0 && start > bytes.length - 4) {
            start--;
            int b = bytes[start] & 0xFF;
            if (b < 0x80) {
                return bytes.length;
            }
            if (b >= 0xC0) {
                int needed = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
                return start + needed <= bytes.length ? bytes.length : start;
            }
        }
        return bytes.length;
    }
}
