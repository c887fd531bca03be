package io.odradek.engine.env;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * One open file. Positions are absolute; there is no cursor. Reads are safe on any thread, writes belong to one
 * owner.
 */
public interface DiskFile extends Closeable {
    Path path();

    long size() throws IOException;

    /** Writes all bytes of all buffers from {@code position} on, in one gathering write where the system can. */
    void write(long position, ByteBuffer[] buffers) throws IOException;

    default void write(long position, ByteBuffer buffer) throws IOException {
        write(position, new ByteBuffer[] {buffer});
    }

    /** Reads until the buffer is full or the file ends; returns the bytes read. */
    int read(long position, ByteBuffer into) throws IOException;

    void truncate(long size) throws IOException;

    /** Makes everything written so far durable. May block for long: disk lanes only. */
    void force() throws IOException;

    /**
     * The channel for sendfile, which stays open until {@link #release} unless the file is closed; null where there is
     * none (simulation): then use {@link #read}. To be released in either case, unless it throws.
     */
    FileChannel hold() throws IOException;

    /** Ends one {@link #hold}. */
    void release();
}
