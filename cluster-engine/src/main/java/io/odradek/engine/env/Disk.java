package io.odradek.engine.env;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file system. A write is durable only after {@link DiskFile#force}; a created, renamed or deleted name only after
 * {@link #forceDirectory}. The simulated twin loses or tears everything else at a crash.
 */
public interface Disk {
    /** Opens for reading and writing, creating the file where it is missing. */
    DiskFile open(Path file) throws IOException;

    /** Opens for reading alone; {@link NoSuchFileException} where it is not there. */
    default DiskFile openToRead(Path file) throws IOException {
        if (!exists(file)) throw new NoSuchFileException(file.toString());
        return open(file);
    }

    boolean exists(Path path);

    /** Length in bytes of a file. */
    long size(Path file) throws IOException;

    /** Names in a directory, files and directories, in no order. Empty where the directory is missing. */
    List<Path> list(Path directory) throws IOException;

    boolean isDirectory(Path path);

    void createDirectories(Path directory) throws IOException;

    /** Atomic, replaces the target. */
    void rename(Path from, Path to) throws IOException;

    /** True when there was something to delete. A directory must be empty. */
    boolean delete(Path path) throws IOException;

    /** Makes the names in this directory durable. */
    void forceDirectory(Path directory) throws IOException;

    /** Last modification, in wall-clock milliseconds. */
    long lastModifiedMs(Path file) throws IOException;

    /** Bytes that may still be written to the store which holds this path. */
    long usableBytes(Path path) throws IOException;

    byte[] read(Path file) throws IOException;

    /**
     * Writes a small file so that a crash leaves either the old or the new content: temporary file, force, rename,
     * force directory.
     */
    void replace(Path file, byte[] content) throws IOException;

    /**
     * As {@link #replace}, without any force: a crash of the process leaves the new content, one of the machine perhaps
     * the old or none. For what can be told from elsewhere, where thousands of files are written at once.
     */
    default void replaceUnforced(Path file, byte[] content) throws IOException {
        replace(file, content);
    }
}
