package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.wire.message.RequestHeader;
import io.odradek.engine.wire.message.ResponseHeader;

/**
 * Whole frames, and records of internal topics.
 *
 * <pre>
 * int32 length | header | body           the length counts what follows it
 * int16 version | body                   value of a record; of a key: its record type
 * </pre>
 */
public final class Frames {
    private Frames() {}

    /** A request with length prefix. The header tells key and version. The caller owns the frame. */
    public static Frame request(RequestHeader header, Message body, ByteBufAllocator allocator) {
        short version = header.requestApiVersion();
        return prefixed(header, key(header).requestHeaderVersion(version), body, version, allocator);
    }

    /** A response with length prefix. The caller owns the frame. */
    public static Frame response(ApiKey key, short version, int correlationId, Message body,
            ByteBufAllocator allocator) {
        ResponseHeader header = new ResponseHeader().correlationId(correlationId);
        return prefixed(header, key.responseHeaderVersion(version), body, version, allocator);
    }

    /**
     * A request without length prefix, as {@link io.odradek.engine.env.Peers} takes it. No payload in a file. The
     * caller owns it.
     */
    public static ByteBuf requestBuffer(RequestHeader header, Message body, ByteBufAllocator allocator) {
        short version = header.requestApiVersion();
        return joined(write(header, key(header).requestHeaderVersion(version), body, version, allocator), allocator);
    }

    /** A response without length prefix. No payload in a file. The caller owns it. */
    public static ByteBuf responseBuffer(ApiKey key, short version, int correlationId, Message body,
            ByteBufAllocator allocator) {
        ResponseHeader header = new ResponseHeader().correlationId(correlationId);
        return joined(write(header, key.responseHeaderVersion(version), body, version, allocator), allocator);
    }

    /**
     * Reads the header of a frame without length prefix; the reader index is then at the body.
     *
     * @throws WireException also where the API key is not known: nothing tells then how its header looks
     */
    public static RequestHeader readRequestHeader(ByteBuf in) {
        if (in.readableBytes() < 2 * Short.BYTES) {
            throw new WireException("a request of " + in.readableBytes() + " bytes");
        }
        short id = in.getShort(in.readerIndex());
        short version = in.getShort(in.readerIndex() + Short.BYTES);
        ApiKey key = ApiKey.of(id);
        if (key == null) {
            throw new WireException("no such API key: " + id);
        }
        RequestHeader header = new RequestHeader();
        header.read(in, key.requestHeaderVersion(version));
        return header;
    }

    /** Reads the header of an answer to a request of this key and version; returns the correlation id. */
    public static int readResponseHeader(ByteBuf in, ApiKey key, short version) {
        ResponseHeader header = new ResponseHeader();
        header.read(in, key.responseHeaderVersion(version));
        return header.correlationId();
    }

    /**
     * A record's key: the record type (the schema's {@code RECORD_TYPE}) and the body at version 0. The caller owns
     * it.
     */
    public static ByteBuf recordKey(short recordType, Message body, ByteBufAllocator allocator) {
        return versioned(recordType, body, (short) 0, allocator);
    }

    /** A record's value: the version and the body. The caller owns it. */
    public static ByteBuf recordValue(short version, Message body, ByteBufAllocator allocator) {
        return versioned(version, body, version, allocator);
    }

    /** An int16 and a message, for the cases that {@link #recordKey} and {@link #recordValue} do not cover. */
    public static ByteBuf versioned(short first, Message body, short version, ByteBufAllocator allocator) {
        Sink out = new Sink(allocator);
        try {
            out.int16(first);
            body.write(out, version);
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
        return joined(out.frame(), allocator);
    }

    private static ApiKey key(RequestHeader header) {
        ApiKey key = ApiKey.of(header.requestApiKey());
        if (key == null) {
            throw new WireException("no such API key: " + header.requestApiKey());
        }
        return key;
    }

    private static Frame prefixed(Message header, short headerVersion, Message body, short version,
            ByteBufAllocator allocator) {
        Sink out = new Sink(allocator);
        try {
            out.int32(0);
            header.write(out, headerVersion);
            body.write(out, version);
            long size = out.size() - Integer.BYTES;
            out.setFirst((int) Math.min(size, Integer.MAX_VALUE));
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
        return out.frame();
    }

    private static Frame write(Message header, short headerVersion, Message body, short version,
            ByteBufAllocator allocator) {
        Sink out = new Sink(allocator);
        try {
            header.write(out, headerVersion);
            body.write(out, version);
        } catch (RuntimeException | Error e) {
            out.release();
            throw e;
        }
        return out.frame();
    }

    private static ByteBuf joined(Frame frame, ByteBufAllocator allocator) {
        if (frame.parts().isEmpty()) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (frame.parts().size() == 1 && frame.parts().getFirst() instanceof ByteBuf only) {
            return only;
        }
        for (Object part : frame.parts()) {
            if (!(part instanceof ByteBuf)) {
                frame.release();
                throw new WireException("a payload in a file where only bytes in memory can go");
            }
        }
        CompositeByteBuf all = allocator.compositeBuffer(frame.parts().size());
        for (Object part : frame.parts()) {
            all.addComponent(true, (ByteBuf) part);
        }
        return all;
    }
}
