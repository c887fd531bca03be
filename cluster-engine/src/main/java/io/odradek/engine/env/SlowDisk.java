package io.odradek.engine.env;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** A disk that waits before it touches a file's bytes. */
final class SlowDisk implements Disk {
    private final Disk disk;
    private final Runnable pause;

    SlowDisk(Disk disk, Runnable pause) {
        this.disk = disk;
        this.pause = pause;
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new SlowFile(disk.open(file), pause);
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return new SlowFile(disk.openToRead(file), pause);
    }

    @Override
    public boolean exists(Path path) {
        return disk.exists(path);
    }

    @Override
    public long size(Path file) throws IOException {
        return disk.size(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public boolean isDirectory(Path path) {
        return disk.isDirectory(path);
    }

    @Override
    public void createDirectories(Path directory) throws IOException {
        disk.createDirectories(directory);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public boolean delete(Path path) throws IOException {
        return disk.delete(path);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        pause.run();
        disk.forceDirectory(directory);
    }

    @Override
    public long lastModifiedMs(Path file) throws IOException {
        return disk.lastModifiedMs(file);
    }

    @Override
    public long usableBytes(Path path) throws IOException {
        return disk.usableBytes(path);
    }

    @Override
    public byte[] read(Path file) throws IOException {
        pause.run();
        return disk.read(file);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        pause.run();
        disk.replace(file, content);
    }

    @Override
    public void replaceUnforced(Path file, byte[] content) throws IOException {
        pause.run();
        disk.replaceUnforced(file, content);
    }

    private record SlowFile(DiskFile file, Runnable pause) implements DiskFile {
        @Override
        public Path path() {
            return file.path();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(long position, ByteBuffer[] buffers) throws IOException {
            pause.run();
            file.write(position, buffers);
        }

        @Override
        public void write(long position, ByteBuffer buffer) throws IOException {
            pause.run();
            file.write(position, buffer);
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            pause.run();
            return file.read(position, into);
        }

        @Override
        public void truncate(long size) throws IOException {
            pause.run();
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            pause.run();
            file.force();
        }

        @Override
        public FileChannel hold() throws IOException {
            return file.hold();
        }

        @Override
        public void release() {
            file.release();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
