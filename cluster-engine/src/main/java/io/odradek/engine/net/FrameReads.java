package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import java.util.function.Supplier;

/**
 * Where the next bytes of a connection are read to: straight into the frame that waits for its rest, so that a large
 * produce
 * request is never copied, else into a buffer whose size follows what the connection sends.
 */
final class FrameReads extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int LEAST = 1 << 10;
    /**
     * Holds several produce requests of the default batch.size (16 KiB); larger reads bring nothing on loopback or 10
     * GbE.
     */
    private static final int MOST = 64 << 10;

    /** Reads in a row before the loop looks at its other connections: half a megabyte at most. */
    private static final int READS = 8;

    private final Supplier<ByteBuf> unfinished;

    /** @param unfinished the frame that waits for more bytes, with room for them, or null */
    FrameReads(Supplier<ByteBuf> unfinished) {
        super(READS);
        this.unfinished = unfinished;
    }

    @Override
    public RecvByteBufAllocator.Handle newHandle() {
        return new Sizes();
    }

    private final class Sizes extends MaxMessageHandle {
        private int guess = 2 * LEAST;
        private boolean intoFrame;

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            ByteBuf frame = unfinished.get();
            intoFrame = frame != null;
            return intoFrame ? frame.retain() : allocator.ioBuffer(guess);
        }

        @Override
        public int guess() {
            return guess;
        }

        @Override
        public void lastBytesRead(int bytes) {
            if (!intoFrame) {
                if (bytes == guess) guess = Math.min(MOST, guess * 4);
                else if (bytes >= 0 && bytes < guess / 8) guess = Math.max(LEAST, guess / 2);
            }
            super.lastBytesRead(bytes);
        }
    }
}
