package io.odradek.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second cluster out of a data directory. The system gives the lock back when the process ends, however it
 * does.
 */
final class DataLock implements AutoCloseable {
    private final FileChannel channel;

    private DataLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Blocks nothing and waits for nobody.
     *
     * @param wayOut what a person can do when another has it
     */
    static DataLock take(Path data, String wayOut) throws StartFailure {
        FileChannel channel;
        try {
            Files.createDirectories(data);
            channel = FileChannel.open(data.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StartFailure("the data directory " + data + " cannot be used: " + e, e);
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) return new DataLock(channel);
            channel.close();
        } catch (OverlappingFileLockException heldByThisProcess) {
            close(channel);
        } catch (IOException e) {
            close(channel);
            throw new StartFailure("the data directory " + data + " cannot be locked: " + e, e);
        }
        throw new StartFailure("the data directory " + data + " is in use by another " + wayOut);
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        close(channel);
    }
}
