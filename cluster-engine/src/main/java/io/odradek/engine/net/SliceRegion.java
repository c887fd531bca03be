package io.odradek.engine.net;

import io.netty.channel.DefaultFileRegion;
import io.netty.channel.FileRegion;
import io.netty.channel.MessageSizeEstimator;
import io.odradek.engine.env.FileSlice;

/** Bytes of a file on their way out by sendfile. The file stays open: it belongs to its log. */
final class SliceRegion extends DefaultFileRegion {
    SliceRegion(FileSlice slice) {
        super(slice.file().channel(), slice.position(), slice.size());
    }

    @Override
    protected void deallocate() {
        // Netty would close the file.
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
