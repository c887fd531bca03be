package io.odradek.console.decoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads bytes from front to back; a length is believed only as far as bytes are there. One thread. */
final class Cursor {

    private final byte[] bytes;
    private int at;

    Cursor(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    int remaining() {
        return bytes.length - at;
    }

    byte one() throws Refused {
        need(1);
        return bytes[at++];
    }

    /** Seven bits a byte, the lowest first; ten bytes at most. */
    long varint() throws Refused {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte b = one();
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new Refused("a number of more than ten bytes ends at " + at);
    }

    /** The same, with the sign in the lowest bit. */
    long zigzag() throws Refused {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    /** A zigzag number that says how many bytes follow. */
    int length() throws Refused {
        long length = zigzag();
        if (length < 0 || length > remaining()) {
            throw new Refused("it claims " + length + " bytes at " + at + " and has " + remaining());
        }
        return (int) length;
    }

    byte[] take(int length) throws Refused {
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text(int length) throws Refused {
        need(length);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, at, length)).toString();
            at += length;
            return text;
        } catch (CharacterCodingException e) {
            throw new Refused("the text at " + at + " is no UTF-8");
        }
    }

    int int32LittleEndian() throws Refused {
        return ByteBuffer.wrap(take(Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getInt();
    }

    long int64LittleEndian() throws Refused {
        return ByteBuffer.wrap(take(Long.BYTES)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    void skip(int length) throws Refused {
        need(length);
        at += length;
    }

    private void need(int length) throws Refused {
        if (length < 0 || length > remaining()) {
            throw new Refused("it ends too early: " + length + " bytes are wanted at " + at + " of " + bytes.length);
        }
    }
}
