package io.odradek.engine.env;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The machine's file system. */
public final class SystemDisk implements Disk {
    private final OpenFiles files;

    public SystemDisk() {
        this(OpenFiles.ofProcess());
    }

    /** @param files those of the whole process */
    public SystemDisk(OpenFiles files) {
        this.files = files;
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return files.open(file, true, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return files.open(file, false, StandardOpenOption.READ);
    }

    @Override
    public boolean exists(Path path) {
        return Files.exists(path);
    }

    @Override
    public long size(Path file) throws IOException {
        return Files.size(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> names = Files.list(directory)) {
            return names.toList();
        } catch (NoSuchFileException | FileNotFoundException missing) {
            return List.of();
        } catch (NotDirectoryException e) {
            throw new IOException("not a directory: " + directory, e);
        }
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return files.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    @Override
    public long lastModifiedMs(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toMillis();
    }

    @Override
    public long usableBytes(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        return Files.readAllBytes(file);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        write(file, content, true);
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) forceDirectory(directory);
    }

    @Override
    public void replaceUnforced(Path file, byte[] content) throws IOException {
        write(file, content, false);
    }

    private void write(Path file, byte[] content, boolean force) throws IOException {
        // Kafka names it so too; a leftover of a crash is overwritten by the next replace.
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel out = FileChannel.open(temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) out.write(rest);
            if (force) out.force(true);
        }
        rename(temporary, file);
    }
}
