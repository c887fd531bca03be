package io.odradek.console.decoder;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;

/** What needs no schema. The automatic choice takes the first that is certain of the bytes, in this order. */
public enum Format implements Decoder {

    /** One JSON object or array, as it was written. */
    JSON("json", Shape.DOCUMENT, Format::json),
    /** One XML document, as it was written. */
    XML("xml", Shape.TEXT, Format::xml),
    /** Text without control characters but white space. */
    UTF_8("utf-8", Shape.TEXT, Format::utf8),
    /** Sixteen bytes with a version and the variant of RFC 9562. */
    UUID_16("uuid", Shape.TEXT, Format::uuid),
    /** Eight bytes, big-endian, signed: Kafka's LongSerializer. */
    INT64("int64", Shape.NUMBER, (bytes, cut) -> Long.toString(number(bytes, cut, Long.BYTES).getLong())),
    /** Four bytes, big-endian, signed: Kafka's IntegerSerializer. */
    INT32("int32", Shape.NUMBER, (bytes, cut) -> Integer.toString(number(bytes, cut, Integer.BYTES).getInt())),
    /** Two bytes, big-endian, signed: Kafka's ShortSerializer. */
    INT16("int16", Shape.NUMBER, (bytes, cut) -> Short.toString(number(bytes, cut, Short.BYTES).getShort())),
    /** Avro's container, which has its schema with it. */
    AVRO_FILE("avro-file", (bytes, cut) -> AvroFile.json(bytes)),
    /** CBOR as JSON; chosen automatically for objects and arrays alone, since most bytes are some item. */
    CBOR("cbor", (bytes, cut) -> Structured.cbor(bytes)),
    /** MessagePack as JSON; chosen automatically as CBOR is. */
    MESSAGE_PACK("messagepack", (bytes, cut) -> Structured.messagePack(bytes)),
    /** Any bytes, two digits each. */
    HEX("hex", Shape.DIGITS, (bytes, cut) -> HexFormat.of().formatHex(bytes)),
    /** Any bytes, six bits a letter. */
    BASE64("base64", Shape.DIGITS, (bytes, cut) -> Base64.getEncoder().encodeToString(bytes));

    private final String id;
    private final Shape shape;
    private final boolean binary;
    private final Reading reading;

    /** What is done to the bytes. */
    private interface Reading {
        String text(byte[] bytes, boolean cut) throws Refused;
    }

    Format(String id, Shape shape, Reading reading) {
        this.id = id;
        this.shape = shape;
        this.binary = false;
        this.reading = reading;
    }

    /** A document in a form that people do not read. */
    Format(String id, Reading reading) {
        this.id = id;
        this.shape = Shape.DOCUMENT;
        this.binary = true;
        this.reading = reading;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public boolean whole() {
        return binary;
    }

    @Override
    public String text(byte[] bytes, boolean cut) throws Refused {
        if (binary && cut) {
            throw new Refused("only its beginning is at hand");
        }
        return reading.text(bytes, cut);
    }

    /** Whether what it made of bytes is hardly chance, so that the automatic choice may take it. */
    public boolean certain(String text) {
        return !binary || text.length() > 2 && (text.startsWith("{") || text.startsWith("["));
    }

    /** The format of that name, or null. */
    public static Format named(String id) {
        for (Format format : values()) {
            if (format.id.equals(id)) {
                return format;
            }
        }
        return null;
    }

    /** Whether these are ASCII that {@link #UTF_8} takes and nothing before it, as can be seen at a glance. */
    public static boolean ordinary(byte[] bytes) {
        int first = firstVisible(bytes);
        return first != '{' && first != '[' && first != '<' && plain(bytes);
    }

    private static String json(byte[] bytes, boolean cut) throws Refused {
        int first = firstVisible(bytes);
        if (first != '{' && first != '[') {
            throw new Refused("it begins with neither { nor [");
        }
        if (!cut) {
            Structured.json(bytes);
        }
        return utf8(bytes, cut);
    }

    private static String xml(byte[] bytes, boolean cut) throws Refused {
        if (firstVisible(bytes) != '<') {
            throw new Refused("it does not begin with <");
        }
        String text = utf8(bytes, cut);
        if (!cut) {
            // Only now: of bytes that are no text the parser complains on the console's own output.
            Structured.xml(bytes);
        }
        return text;
    }

    private static String utf8(byte[] bytes, boolean cut) throws Refused {
        return plain(bytes) ? new String(bytes, StandardCharsets.ISO_8859_1) : characters(bytes, cut);
    }

    /** Whether all are visible ASCII or white space, as most texts are: a search looks at millions. */
    private static boolean plain(byte[] bytes) {
        for (byte b : bytes) {
            if (b < ' ' && b != '\n' && b != '\r' && b != '\t' || b == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static String characters(byte[] bytes, boolean cut) throws Refused {
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

    private static String uuid(byte[] bytes, boolean cut) throws Refused {
        ByteBuffer both = number(bytes, cut, 2 * Long.BYTES);
        UUID id = new UUID(both.getLong(), both.getLong());
        if (id.variant() != 2 || id.version() < 1 || id.version() > 8) {
            throw new Refused("version " + id.version() + " and variant " + id.variant() + " are no UUID's");
        }
        return id.toString();
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
