package io.odradek.engine.record;

import io.netty.buffer.ByteBuf;

/** Variable-length integers with the sign in the lowest bit, as in protocol buffers. */
final class Varint {
    private Varint() {}

    static int size(long value) {
        long coded = value << 1 ^ value >> 63;
        return (70 - Long.numberOfLeadingZeros(coded | 1)) / 7;
    }

    static void write(ByteBuf out, long value) {
        long coded = value << 1 ^ value >> 63;
        while ((coded & ~0x7fL) != 0) {
            out.writeByte((int) (coded & 0x7f | 0x80));
            coded >>>= 7;
        }
        out.writeByte((int) coded);
    }
}
