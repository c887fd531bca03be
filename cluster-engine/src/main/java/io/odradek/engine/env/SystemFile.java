package io.odradek.engine.env;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of {@link SystemDisk}. */
final class SystemFile implements DiskFile {
    /** The channel's cursor is not known to stand anywhere. */
    private static final long UNKNOWN = -1;

    private final Path path;
    private final FileChannel channel;
    /**
     * Where the channel's own cursor stands. Only the writing owner touches it: a gathering write has no positional
     * form.
     */
    private long cursor = UNKNOWN;

    SystemFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void write(long position, ByteBuffer[] buffers) throws IOException {
        long size = 0;
        for (ByteBuffer buffer : buffers) size += buffer.remaining();
        if (cursor != position) channel.position(position);
        // After a failed write the cursor is anywhere; appends, which follow each other, save the seek.
        cursor = UNKNOWN;
        for (long written = 0; written < size; ) {
            // A short write happens when the disk fills up or there are more buffers than the system takes at once.
            written += channel.write(buffers);
        }
        cursor = position + size;
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        for (long at = position; buffer.hasRemaining(); ) at += channel.write(buffer, at);
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int total = 0;
        while (into.hasRemaining()) {
            int count = channel.read(into, position + total);
            if (count < 0) break;
            total += count;
        }
        return total;
    }

    @Override
    public void truncate(long size) throws IOException {
        if (size > channel.size()) throw new EOFException(path + " cannot be truncated to " + size + ": it is shorter");
        cursor = UNKNOWN;
        channel.truncate(size);
    }

    @Override
    public void force() throws IOException {
        // The length is data to us; the modification time is not, and leaving it out saves a journal write.
        channel.force(false);
    }

    @Override
    public FileChannel channel() {
        return channel;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
