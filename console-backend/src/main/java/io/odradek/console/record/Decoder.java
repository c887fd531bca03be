package io.odradek.console.record;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** Bytes to text. The automatic choice takes the first that is certain of them, in this order. */
enum Decoder {

    /** One JSON object or array, as it was written. */
    JSON("json") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            int first = firstVisible(bytes);
            if (first != '{' && first != '[') {
                throw new Refused("it begins with neither { nor [");
            }
            if (!cut) {
                Structured.json(bytes);
            }
            return UTF_8.text(bytes, cut);
        }
    },
    /** One XML document, as it was written. */
    XML("xml") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            if (firstVisible(bytes) != '<') {
                throw new Refused("it does not begin with <");
            }
            if (!cut) {
                Structured.xml(bytes);
            }
            return UTF_8.text(bytes, cut);
        }
    },
    /** Text without control characters but white space. */
    UTF_8("utf-8") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            ByteBuffer in = ByteBuffer.wrap(bytes, 0, cut ? wholeCharacters(bytes) : bytes.length);
            CharBuffer text = CharBuffer.allocate(in.remaining());
            CoderResult result = decoder.decode(in, text, true);
            if (result.isError()) {
                throw new Refused("byte 0x%02x at %d begins no character".formatted(bytes[in.position()],
                        in.position()));
            }
            text.flip();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7F) {
                    throw new Refused("control character 0x%02x at %d".formatted((int) c, i));
                }
            }
            return text.toString();
        }
    },
    /** Sixteen bytes with a version and the variant of RFC 9562. */
    UUID_16("uuid") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            UUID id = new UUID(number(bytes, cut, 16).getLong(0), ByteBuffer.wrap(bytes).getLong(8));
            if (id.variant() != 2 || id.version() < 1 || id.version() > 8) {
                throw new Refused("version " + id.version() + " and variant " + id.variant() + " are no UUID's");
            }
            return id.toString();
        }
    },
    /** Eight bytes, big-endian, signed: Kafka's LongSerializer. */
    INT64("int64") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            return Long.toString(number(bytes, cut, Long.BYTES).getLong());
        }
    },
    /** Four bytes, big-endian, signed: Kafka's IntegerSerializer. */
    INT32("int32") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            return Integer.toString(number(bytes, cut, Integer.BYTES).getInt());
        }
    },
    /** Two bytes, big-endian, signed: Kafka's ShortSerializer. */
    INT16("int16") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            return Short.toString(number(bytes, cut, Short.BYTES).getShort());
        }
    },
    /** CBOR as JSON; chosen automatically for objects and arrays alone, since most bytes are some item. */
    CBOR("cbor") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            refuseCut(cut);
            return Structured.cbor(bytes);
        }

        @Override
        boolean certain(String text) {
            return document(text);
        }
    },
    /** MessagePack as JSON; chosen automatically as CBOR is. */
    MESSAGE_PACK("messagepack") {
        @Override
        String text(byte[] bytes, boolean cut) throws Refused {
            refuseCut(cut);
            return Structured.messagePack(bytes);
        }

        @Override
        boolean certain(String text) {
            return document(text);
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

    private final String id;

    Decoder(String id) {
        this.id = id;
    }

    /** Its name in addresses and in the API. */
    String id() {
        return id;
    }

    /**
     * The text, unless these bytes are not its own.
     *
     * @param cut whether more bytes followed, which are not given
     */
    abstract String text(byte[] bytes, boolean cut) throws Refused;

    /** Whether what it made of bytes is hardly chance, so that the automatic choice may take it. */
    boolean certain(String text) {
        return true;
    }

    /** The decoder of that name, or null. */
    static Decoder named(String id) {
        for (Decoder decoder : values()) {
            if (decoder.id.equals(id)) {
                return decoder;
            }
        }
        return null;
    }

    private static boolean document(String json) {
        return json.length() > 2 && (json.startsWith("{") || json.startsWith("["));
    }

    private static void refuseCut(boolean cut) throws Refused {
        if (cut) {
            throw new Refused("only its beginning is at hand");
        }
    }

    private static ByteBuffer number(byte[] bytes, boolean cut, int size) throws Refused {
        if (bytes.length != size || cut) {
            throw new Refused((cut ? "more than " : "") + bytes.length + " bytes, not " + size);
        }
        return ByteBuffer.wrap(bytes);
    }

    private static int firstVisible(byte[] bytes) {
        for (byte b : bytes) {
            if (b > ' ') {
                return b;
            }
        }
        return -1;
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
