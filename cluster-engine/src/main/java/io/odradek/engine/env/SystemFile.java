package io.odradek.engine.env;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of {@link SystemDisk}. While it is idle its descriptor may be taken from it; what it is asked next opens it
 * again, under the name that it has by then.
 */
final class SystemFile implements DiskFile {
    /** The channel's cursor is not known to stand anywhere. */
    private static final long UNKNOWN = -1;

    private final OpenFiles files;
    private final boolean writable;
    private volatile Path path;
    /** Its name is another file's, or nobody's: it lasts as long as its descriptor. */
    private volatile boolean gone;
    /** Guarded by this, as are those that follow; null while it has no descriptor. */
    private FileChannel channel;
    /** Uses that have not ended. */
    private int holders;
    /** Since {@link #park} looked. */
    private boolean used;
    /** Since it was forced. The system tells of bytes that it could not write through the descriptor alone. */
    private boolean written;
    /** What was lost when it was parked, for its owner to hear of. */
    private IOException lost;
    private boolean closed;
    /**
     * Where the channel's own cursor stands. Only the writing owner moves it: a gathering write has no positional
     * form.
     */
    private volatile long cursor = UNKNOWN;

    /** @param channel read, and where it is writable written */
    SystemFile(OpenFiles files, Path path, FileChannel channel, boolean writable) {
        this.files = files;
        this.path = path;
        this.channel = channel;
        this.writable = writable;
    }

    @Override
    public Path path() {
        return path;
    }

    void renamed(Path to) {
        path = to;
    }

    void gone() {
        gone = true;
    }

    /** A new channel to the file that is there. */
    FileChannel opened() throws IOException {
        if (gone) throw new NoSuchFileException(path.toString(), null, "deleted while it was idle");
        return writable ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : FileChannel.open(path, StandardOpenOption.READ);
    }

    /**
     * Gives its descriptor back where it is idle and was at the look before; false where it keeps it. What was written
     * is forced first: a failure would not be told to whoever opens and forces it later.
     */
    synchronized boolean park() {
        if (closed || channel == null) return true;
        if (holders > 0 || used || gone) {
            used = false;
            return false;
        }
        try {
            if (written) channel.force(false);
            written = false;
        } catch (IOException e) {
            lost = e;
            return false;
        }
        try {
            channel.close();
        } catch (IOException e) {
            lost = e;
        }
        channel = null;
        cursor = UNKNOWN;
        return true;
    }

    @Override
    public FileChannel hold() throws IOException {
        synchronized (this) {
            if (closed) throw new ClosedChannelException();
            if (channel != null) return held();
        }
        files.room();
        synchronized (this) {
            if (closed) throw new ClosedChannelException();
            if (channel == null) channel = files.reopen(this);
            return held();
        }
    }

    private FileChannel held() {
        holders++;
        used = true;
        return channel;
    }

    @Override
    public synchronized void release() {
        holders--;
    }

    private synchronized void wrote() {
        written = true;
    }

    private interface Use<T> {
        T of(FileChannel channel) throws IOException;
    }

    private <T> T use(Use<T> use) throws IOException {
        FileChannel held = hold();
        try {
            return use.of(held);
        } finally {
            release();
        }
    }

    private void change(Use<?> use) throws IOException {
        FileChannel held = hold();
        try {
            use.of(held);
        } finally {
            wrote();
            release();
        }
    }

    @Override
    public long size() throws IOException {
        return use(FileChannel::size);
    }

    @Override
    public void write(long position, ByteBuffer[] buffers) throws IOException {
        long size = 0;
        for (ByteBuffer buffer : buffers) size += buffer.remaining();
        long wanted = size;
        change(held -> {
            if (cursor != position) held.position(position);
            // After a failed write the cursor is anywhere; appends, which follow each other, save the seek.
            cursor = UNKNOWN;
            for (long written = 0; written < wanted; ) {
                // A short write happens when the disk fills up or there are more buffers than the system takes at once.
                written += held.write(buffers);
            }
            cursor = position + wanted;
            return null;
        });
    }

    @Override
    public void write(long position, ByteBuffer buffer) throws IOException {
        change(held -> {
            for (long at = position; buffer.hasRemaining(); ) at += held.write(buffer, at);
            return null;
        });
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        return use(held -> {
            int total = 0;
            while (into.hasRemaining()) {
                int count = held.read(into, position + total);
                if (count < 0) break;
                total += count;
            }
            return total;
        });
    }

    @Override
    public void truncate(long size) throws IOException {
        change(held -> {
            if (size > held.size()) {
                throw new EOFException(path + " cannot be truncated to " + size + ": it is shorter");
            }
            cursor = UNKNOWN;
            return held.truncate(size);
        });
    }

    @Override
    public void force() throws IOException {
        // Nobody could find it after a crash.
        if (gone && parked()) return;
        FileChannel held = hold();
        try {
            tellWhatWasLost();
            // The length is data to us; the modification time is not, and leaving it out saves a journal write.
            held.force(false);
        } catch (IOException e) {
            wrote();
            throw e;
        } finally {
            release();
        }
    }

    private synchronized boolean parked() {
        return channel == null;
    }

    /** Once, as the system does; what is written from here on is not known to be forced. */
    private synchronized void tellWhatWasLost() throws IOException {
        written = false;
        IOException failure = lost;
        lost = null;
        if (failure != null) throw failure;
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            if (closed) return;
            closed = true;
            if (channel != null) channel.close();
        }
        files.disown(this);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
