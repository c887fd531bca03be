package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Primitives of the protocol, read from a frame. Used by the generated messages, and by whoever lays out bytes in the
 * same way.
 *
 * <pre>
 * flexible    length + 1 as unsigned varint (0: null), bytes
 * otherwise   length as int16 (string) or int32 (bytes, records, list) (-1: null), bytes
 * </pre>
 *
 * Every length is checked against the bytes that are left before anything is allocated. Reading past the end shows as
 * Netty's IndexOutOfBoundsException, which {@link Message#read} turns into a {@link WireException}; Netty's bounds
 * checks must stay on.
 */
public final class Decode {
    /** 7 bits a byte: 5 bytes for 32 bits. */
    private static final int UVARINT_MAX_BYTES = (Integer.SIZE + 6) / 7;
    private static final int VARLONG_MAX_BYTES = (Long.SIZE + 6) / 7;

    private Decode() {}

    public static void version(Message message, short version) {
        if (version < message.oldestVersion() || version > message.newestVersion()) {
            throw new WireException(message.getClass().getSimpleName() + " has no version " + version);
        }
    }

    /** An unsigned 32-bit number, low groups of 7 bits first; as int, so that what is above 2^31 is negative. */
    public static int uvarint(ByteBuf in) {
        int b = in.readByte();
        if (b >= 0) {
            return b;
        }
        int value = b & 0x7F;
        for (int i = 1; i < UVARINT_MAX_BYTES; i++) {
            b = in.readByte();
            value |= (b & 0x7F) << 7 * i;
            if (b >= 0) {
                return value;
            }
        }
        throw new WireException("a varint of more than " + UVARINT_MAX_BYTES + " bytes");
    }

    /** A signed 32-bit number, zigzag. */
    public static int varint(ByteBuf in) {
        int n = uvarint(in);
        return n >>> 1 ^ -(n & 1);
    }

    /** A signed 64-bit number, zigzag. */
    public static long varlong(ByteBuf in) {
        long value = 0;
        for (int i = 0; i < VARLONG_MAX_BYTES; i++) {
            byte b = in.readByte();
            value |= (b & 0x7FL) << 7 * i;
            if (b >= 0) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new WireException("a varlong of more than " + VARLONG_MAX_BYTES + " bytes");
    }

    public static Uuid uuid(ByteBuf in) {
        long most = in.readLong();
        long least = in.readLong();
        return (most | least) == 0 ? Uuid.ZERO : new Uuid(most, least);
    }

    public static String string(ByteBuf in, boolean flexible, boolean nullable, String field) {
        int length = flexible ? uvarint(in) - 1 : in.readShort();
        if (length > Short.MAX_VALUE) {
            throw new WireException(field + " has " + length + " bytes, a string has at most " + Short.MAX_VALUE);
        }
        if (!present(in, length, nullable, field)) {
            return null;
        }
        if (length == 0) {
            return "";
        }
        int at = in.readerIndex();
        in.skipBytes(length);
        return in.toString(at, length, StandardCharsets.UTF_8);
    }

    /** A slice of the frame, not retained. */
    public static ByteBuf bytes(ByteBuf in, boolean flexible, boolean nullable, String field) {
        int length = flexible ? uvarint(in) - 1 : in.readInt();
        return present(in, length, nullable, field) ? in.readSlice(length) : null;
    }

    /** As {@link #bytes}. */
    public static Payload records(ByteBuf in, boolean flexible, boolean nullable, String field) {
        ByteBuf bytes = bytes(in, flexible, nullable, field);
        return bytes == null ? null : new Payload.Buf(bytes);
    }

    /** The length of a list whose elements take {@code leastSize} bytes or more; -1 for null. */
    public static int count(ByteBuf in, boolean flexible, boolean nullable, int leastSize, String field) {
        int count = flexible ? uvarint(in) - 1 : in.readInt();
        if (count < 0) {
            present(in, -1, nullable, field);
            return -1;
        }
        if ((long) count * leastSize > in.readableBytes()) {
            throw new WireException(field + " has " + count + " elements" + left(in));
        }
        return count;
    }

    private static boolean present(ByteBuf in, int length, boolean nullable, String field) {
        if (length < 0) {
            if (!nullable) {
                throw WireException.isNull(field);
            }
            return false;
        }
        if (length > in.readableBytes()) {
            throw new WireException(field + " has " + length + " bytes" + left(in));
        }
        return true;
    }

    private static String left(ByteBuf in) {
        return ", but only " + in.readableBytes() + " bytes are left";
    }

    /** How many tagged fields follow. Each takes two bytes or more. */
    public static int tagCount(ByteBuf in) {
        int count = uvarint(in);
        if (count < 0 || count > in.readableBytes() / 2) {
            throw new WireException(Integer.toUnsignedString(count) + " tagged fields" + left(in));
        }
        return count;
    }

    /** Reads a tagged field's size; returns the index where it ends. */
    public static int tagEnd(ByteBuf in) {
        int size = uvarint(in);
        if (size < 0 || size > in.readableBytes()) {
            throw new WireException("a tagged field has " + Integer.toUnsignedString(size) + " bytes" + left(in));
        }
        return in.readerIndex() + size;
    }

    /** A tagged field must have been read to its end. */
    public static void tagDone(ByteBuf in, int end, String struct) {
        if (in.readerIndex() != end) {
            throw new WireException("a tagged field of " + struct + " is not as long as it says");
        }
    }

    /** Passes over tagged fields of which none is known. */
    public static void skipTags(ByteBuf in) {
        for (int left = tagCount(in); left > 0; left--) {
            uvarint(in);
            in.readerIndex(tagEnd(in));
        }
    }
}
