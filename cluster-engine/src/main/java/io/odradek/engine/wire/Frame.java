package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import java.util.List;

/**
 * Bytes ready to be sent, some of them still in files.
 *
 * @param parts {@link ByteBuf} or {@link io.odradek.engine.env.FileSlice}, in order; whoever has the frame owns one
 *              reference on each buffer
 * @param size  bytes in all, at most 2^31 - 1
 */
public record Frame(List<Object> parts, int size) {
    /** Gives up the buffers. Not after they were handed to Netty, which releases them itself. */
    public void release() {
        for (Object part : parts) {
            if (part instanceof ByteBuf b) {
                b.release();
            }
        }
    }
}
