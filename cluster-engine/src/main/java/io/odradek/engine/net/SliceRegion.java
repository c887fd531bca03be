package io.odradek.engine.net;

import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;
import io.odradek.engine.env.FileSlice;
import java.nio.channels.FileChannel;

/** Bytes of a file on their way out by sendfile. Until then the file is held; it belongs to its log. */
final class SliceRegion extends DefaultFileRegion {
    private final FileSlice slice;

    /** @param held the slice's file as it is held, for this region to release */
    SliceRegion(FileSlice slice, FileChannel held) {
        super(held, slice.position(), slice.size());
        this.slice = slice;
    }

    @Override
    protected void deallocate() {
        // Netty would close the file.
        slice.file().release();
    }

    /**
     * Netty counts a file as nothing; then a connection would never look full of answers that a slow client does not
     * take.
     */
    static MessageSizeEstimator estimator(MessageSizeEstimator others) {
        MessageSizeEstimator.Handle rest = others.newHandle();
        return () -> message -> message instanceof FileRegion file
            ? (int) Math.min(file.count(), Integer.MAX_VALUE) : rest.size(message);
    }
}
