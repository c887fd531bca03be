package io.odradek.engine.log;

import io.odradek.engine.env.DiskFile;
import io.odradek.engine.record.BatchView;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Goes through the batches of a segment's file from a position on. {@link #next} reads headers in chunks; {@link
 * #whole} brings
 * the batch's records too. Not for use by two threads.
 */
final class SegmentScan {
    private static final int FIRST_BYTES = 16 << 10;
    private static final int MOST_KEPT_BYTES = 1 << 20;

    private final DiskFile file;
    private final BatchView view = new BatchView();
    private long end;
    private long position;
    private long nextPosition;
    private final int leastBytes;
    private ByteBuffer chunk;
    /** Position in the file of the chunk's first byte. */
    private long chunkAt;

    SegmentScan(DiskFile file, long from, long end) {
        this(file, from, end, FIRST_BYTES);
    }

    /** @param chunkBytes read at a time */
    SegmentScan(DiskFile file, long from, long end, int chunkBytes) {
        this.file = file;
        this.leastBytes = chunkBytes;
        this.chunk = ByteBuffer.allocate(chunkBytes);
        this.end = end;
        this.nextPosition = from;
        chunk.limit(0);
    }

    /**
     * Goes to the next batch whose bytes all lie before the end; false when there is none, or something that is no
     * batch.
     */
    boolean next() throws IOException {
        position = nextPosition;
        if (end - position < BatchView.HEADER_BYTES) return false;
        ensure(BatchView.HEADER_BYTES);
        int index = (int) (position - chunkAt);
        if (chunk.limit() - index < BatchView.HEADER_BYTES) return false;
        int size = BatchView.sizeAt(chunk, index);
        if (size < BatchView.HEADER_BYTES || size > end - position
                || BatchView.magicAt(chunk, index) != BatchView.MAGIC) return false;
        view.on(chunk, index);
        nextPosition = position + size;
        return true;
    }

    /** {@link #next} comes to the current batch once more. */
    void again() {
        nextPosition = position;
    }

    /** The header of the current batch; valid until the next call. */
    BatchView header() {
        return view;
    }

    /** The current batch with its records; valid until the next call. */
    BatchView whole() throws IOException {
        int size = view.size();
        ensure(size);
        return view.on(chunk, (int) (position - chunkAt));
    }

    /** What the batch's view looks into; its indexes are the same here. */
    byte[] bytes() {
        return chunk.array();
    }

    long position() {
        return position;
    }

    /** Where the next batch begins. */
    long nextPosition() {
        return nextPosition;
    }

    /** Makes so many bytes from the current position on be in the chunk, as far as the file has them. */
    private void ensure(int bytes) throws IOException {
        if (position >= chunkAt && position + bytes <= chunkAt + chunk.limit()) return;
        if (chunk.capacity() < bytes || chunk.capacity() > MOST_KEPT_BYTES && bytes <= MOST_KEPT_BYTES) {
            chunk = ByteBuffer.allocate(Math.max(bytes, leastBytes));
        }
        chunk.clear();
        chunk.limit((int) Math.min(chunk.capacity(), end - position));
        file.read(position, chunk);
        chunk.flip();
        chunkAt = position;
    }
}
