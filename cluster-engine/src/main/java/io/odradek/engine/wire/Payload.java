package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.env.FileSlice;
import java.util.List;

/**
 * Record batches inside a message, which are passed on and not looked into. Payloads own nothing: writing one into a
 * {@link Sink} takes a reference of the frame's own on a buffer, and its maker releases the buffer as before.
 */
public sealed interface Payload {
    Payload EMPTY = new Buf(Unpooled.EMPTY_BUFFER);

    /** Bytes in memory: the readable bytes of {@code bytes}. */
    record Buf(ByteBuf bytes) implements Payload {
        @Override
        public int size() {
            return bytes.readableBytes();
        }
    }

    /** Bytes in a file, which leave by sendfile. Never made by reading a message. */
    record File(FileSlice slice) implements Payload {
        @Override
        public int size() {
            return slice.size();
        }
    }

    /** Several, one after the other. */
    record Many(List<Payload> parts) implements Payload {
        @Override
        public int size() {
            int sum = 0;
            for (Payload part : parts) {
                sum = Math.addExact(sum, part.size());
            }
            return sum;
        }
    }

    /** Bytes on the wire. */
    int size();
}
