package io.odradek.engine.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Cuts the stream into frames: a four-byte length, then that many bytes. A frame that lies whole in what was read is a
 * slice of
 * it; one that does not gets a buffer of its own, which grows with what really arrives and never by what the length
 * claims.
 * Passes frames on without their length; each belongs to the next handler.
 */
final class FrameDecoder extends ChannelInboundHandlerAdapter {
    /** Frames up to this size get their room at once: a request of the stock producer (max.request.size) fits. */
    private static final int ROOM_AT_ONCE = 1 << 20;

    private final int limit;
    private final String limitName;
    private ByteBuf unfinished;
    private int unfinishedSize;
    /** Bytes of a length that came in pieces, and how many they are. */
    private int lengthSoFar;
    private int lengthBytes;
    private boolean broken;

    /** What is no frame. The connection is to be closed; the rest of the stream is ignored. */
    static final class BadFrame extends Exception {
        private static final long serialVersionUID = 1L;

        BadFrame(String message) {
            super(message, null, false, false);
        }
    }

    FrameDecoder(int limit, String limitName) {
        this.limit = limit;
        this.limitName = limitName;
    }

    /** The frame that waits for its rest, with room for some of it, or null. */
    ByteBuf unfinished() {
        if (unfinished == null) return null;
        if (!unfinished.isWritable()) grow();
        return unfinished;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (broken) return;
            if (in == unfinished) finish(ctx);
            else decode(ctx, in);
        } finally {
            in.release();
        }
    }

    private void decode(ChannelHandlerContext ctx, ByteBuf in) {
        while (in.isReadable() && !broken) {
            if (unfinished != null) {
                fill(ctx, in);
            } else if (readLength(in)) {
                int size = lengthSoFar;
                lengthBytes = 0;
                lengthSoFar = 0;
                if (size <= 0 || size > limit) refuse(ctx, size);
                else if (in.readableBytes() >= size) ctx.fireChannelRead(in.readRetainedSlice(size));
                else begin(ctx, in, size);
            }
        }
    }

    private boolean readLength(ByteBuf in) {
        if (lengthBytes == 0 && in.readableBytes() >= Integer.BYTES) {
            lengthSoFar = in.readInt();
            return true;
        }
        while (lengthBytes < Integer.BYTES && in.isReadable()) {
            lengthSoFar = lengthSoFar << Byte.SIZE | in.readUnsignedByte();
            lengthBytes++;
        }
        return lengthBytes == Integer.BYTES;
    }

    private void refuse(ChannelHandlerContext ctx, int size) {
        broken = true;
        String why = "a frame of " + size + " bytes";
        ctx.fireExceptionCaught(new BadFrame(size <= 0 ? why : why + ", more than " + limitName + "=" + limit));
    }

    private void begin(ChannelHandlerContext ctx, ByteBuf in, int size) {
        unfinishedSize = size;
        unfinished = ctx.alloc().ioBuffer(Math.min(size, Math.max(ROOM_AT_ONCE, in.readableBytes())), size);
        fill(ctx, in);
    }

    private void fill(ChannelHandlerContext ctx, ByteBuf in) {
        int count = Math.min(in.readableBytes(), unfinishedSize - unfinished.writerIndex());
        if (unfinished.writableBytes() < count) grow();
        unfinished.writeBytes(in, count);
        finish(ctx);
    }

    private void grow() {
        unfinished.capacity((int) Math.min(unfinishedSize, 2L * Math.max(unfinished.capacity(), ROOM_AT_ONCE)));
    }

    private void finish(ChannelHandlerContext ctx) {
        if (unfinished.writerIndex() < unfinishedSize) return;
        ByteBuf whole = unfinished;
        unfinished = null;
        ctx.fireChannelRead(whole);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        broken = true;
        if (unfinished != null) unfinished.release();
        unfinished = null;
    }
}
