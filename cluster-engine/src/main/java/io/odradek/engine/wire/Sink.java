package io.odradek.engine.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.env.FileSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * Where messages are written to: one growing buffer, into which long payloads and file payloads are not copied but
 * noted, with the place where they belong. Ends by exactly one of {@link #frame} and {@link #release}. One thread at a
 * time.
 */
public final class Sink {
    /** Below this many bytes, copying costs less than one more part in the gathering write. */
    private static final int COPY_BELOW = 1024;
    private static final int INITIAL_BYTES = 512;

    private final ByteBuf buffer;
    private List<Object> outside;
    private List<Integer> cuts;
    private long outsideBytes;

    public Sink(ByteBufAllocator allocator) {
        this.buffer = allocator.buffer(INITIAL_BYTES);
    }

    public void bool(boolean v) {
        buffer.writeByte(v ? 1 : 0);
    }

    public void int8(byte v) {
        buffer.writeByte(v);
    }

    public void int16(short v) {
        buffer.writeShort(v);
    }

    /** Only 0 to 65535 can be written. */
    public void uint16(int v) {
        if (v < 0 || v > 0xFFFF) {
            throw new WireException(v + " is no unsigned 16-bit number");
        }
        buffer.writeShort(v);
    }

    public void int32(int v) {
        buffer.writeInt(v);
    }

    /** Only 0 to 4294967295 can be written. */
    public void uint32(long v) {
        if (v < 0 || v > 0xFFFF_FFFFL) {
            throw new WireException(v + " is no unsigned 32-bit number");
        }
        buffer.writeInt((int) v);
    }

    public void int64(long v) {
        buffer.writeLong(v);
    }

    public void float64(double v) {
        buffer.writeDouble(v);
    }

    public void uuid(Uuid v) {
        if (v == null) {
            throw WireException.isNull("an id");
        }
        buffer.writeLong(v.most());
        buffer.writeLong(v.least());
    }

    public void uvarint(int v) {
        int rest = v;
        while ((rest & ~0x7F) != 0) {
            buffer.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        buffer.writeByte(rest);
    }

    public void string(String v, boolean flexible, boolean nullable, String field) {
        if (v == null) {
            none(nullable, field);
            lengthOfString(-1, flexible);
            return;
        }
        int length = ByteBufUtil.utf8Bytes(v);
        if (length > Short.MAX_VALUE) {
            throw new WireException(field + " has " + length + " bytes, a string has at most " + Short.MAX_VALUE);
        }
        lengthOfString(length, flexible);
        buffer.ensureWritable(length);
        ByteBufUtil.reserveAndWriteUtf8(buffer, v, length);
    }

    private void lengthOfString(int length, boolean flexible) {
        if (flexible) {
            uvarint(length + 1);
        } else {
            buffer.writeShort(length);
        }
    }

    private void length(int length, boolean flexible) {
        if (flexible) {
            uvarint(length + 1);
        } else {
            buffer.writeInt(length);
        }
    }

    /** Copies the readable bytes; {@code v} and its indices stay as they are. */
    public void bytes(ByteBuf v, boolean flexible, boolean nullable, String field) {
        if (v == null) {
            none(nullable, field);
            length(-1, flexible);
            return;
        }
        length(v.readableBytes(), flexible);
        buffer.writeBytes(v, v.readerIndex(), v.readableBytes());
    }

    public void records(Payload v, boolean flexible, boolean nullable, String field) {
        if (v == null) {
            none(nullable, field);
            length(-1, flexible);
            return;
        }
        length(v.size(), flexible);
        payload(v);
    }

    private void payload(Payload v) {
        switch (v) {
            case Payload.Buf(ByteBuf bytes) -> {
                int size = bytes.readableBytes();
                if (size < COPY_BELOW) {
                    buffer.writeBytes(bytes, bytes.readerIndex(), size);
                } else {
                    outside(bytes.retainedSlice(), size);
                }
            }
            case Payload.File(FileSlice slice) -> {
                if (slice.size() > 0) {
                    outside(slice, slice.size());
                }
            }
            case Payload.Many(List<Payload> parts) -> parts.forEach(this::payload);
        }
    }

    private void outside(Object part, int size) {
        if (outside == null) {
            outside = new ArrayList<>();
            cuts = new ArrayList<>();
        }
        outside.add(part);
        cuts.add(buffer.writerIndex());
        outsideBytes += size;
    }

    /** Writes a list's length. Returns whether there are elements to write. */
    public boolean count(List<?> v, boolean flexible, boolean nullable, String field) {
        if (v == null) {
            none(nullable, field);
            length(-1, flexible);
            return false;
        }
        length(v.size(), flexible);
        return !v.isEmpty();
    }

    /** Writes the byte before a struct which can be null. Returns whether the struct follows. */
    public boolean mark(Object struct) {
        buffer.writeByte(struct == null ? -1 : 1);
        return struct != null;
    }

    /** As {@link #mark}, in a tagged field: there, null is 0. */
    public boolean tagMark(Object struct) {
        buffer.writeByte(struct == null ? 0 : 1);
        return struct != null;
    }

    /** A struct which cannot be null. */
    public void present(Object struct, String field) {
        if (struct == null) {
            throw WireException.isNull(field);
        }
    }

    private static void none(boolean nullable, String field) {
        if (!nullable) {
            throw WireException.isNull(field);
        }
    }

    /**
     * Begins a tagged field; what it returns goes to {@link #endTag}. Tagged fields hold no records, so nothing is cut
     * inside.
     */
    public int beginTag(int tag) {
        uvarint(tag);
        buffer.writeByte(0);
        return buffer.writerIndex();
    }

    /** Puts the size before the field. One byte was kept for it; a longer field is moved. */
    public void endTag(int start) {
        int end = buffer.writerIndex();
        int size = end - start;
        if (size < 0x80) {
            buffer.setByte(start - 1, size);
            return;
        }
        byte[] content = new byte[size];
        buffer.getBytes(start, content);
        buffer.writerIndex(start - 1);
        uvarint(size);
        buffer.writeBytes(content);
    }

    /** Bytes so far, payloads included. */
    public long size() {
        return buffer.writerIndex() + outsideBytes;
    }

    /** Overwrites four bytes at the very start, which must have been written by {@link #int32}. */
    void setFirst(int v) {
        buffer.setInt(0, v);
    }

    /** All that was written, in order. The caller releases it. */
    public Frame frame() {
        long size = size();
        if (size > Integer.MAX_VALUE) {
            release();
            throw new WireException("a frame of " + size + " bytes");
        }
        if (outside == null) {
            return new Frame(List.of(buffer), (int) size);
        }
        List<Object> parts = new ArrayList<>(2 * outside.size() + 1);
        int from = 0;
        for (int i = 0; i < outside.size(); i++) {
            int cut = cuts.get(i);
            if (cut > from) {
                parts.add(buffer.retainedSlice(from, cut - from));
            }
            parts.add(outside.get(i));
            from = cut;
        }
        if (buffer.writerIndex() > from) {
            parts.add(buffer.retainedSlice(from, buffer.writerIndex() - from));
        }
        buffer.release();
        return new Frame(parts, (int) size);
    }

    /** Throws away what was written. */
    public void release() {
        buffer.release();
        if (outside != null) {
            for (Object part : outside) {
                if (part instanceof ByteBuf b) {
                    b.release();
                }
            }
        }
    }
}
