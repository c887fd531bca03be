package io.odradek.engine.sim;

import io.odradek.engine.env.Disk;
import io.odradek.engine.env.DiskFile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A file system in memory that forgets at a crash what was not forced: each write since the last force of its file is
 * kept, torn at any byte or lost on its own, whatever became of those before it; changes of names since the last force
 * of their directory are kept up to some point in their order (as journaling file systems do), also where the contents
 * that they name are not (as where blocks are allocated late). Fills up at a given size.
 */
public final class SimDisk implements Disk {
    private final RandomGenerator random;
    private Map<Path, Node> files = new TreeMap<>();
    private Map<Path, Node> durableNames = new TreeMap<>();
    private final List<Naming> namings = new ArrayList<>();
    private final Set<Path> directories = new TreeSet<>();
    public long nowMs;
    /** Bytes that may be used in all. */
    public long capacity = Long.MAX_VALUE;
    public int forces;
    /** What lies below answers every touch with an I/O error. */
    public Path broken;
    /** So many touches more, then the power fails in the midst of one ({@link PowerCut}); -1 for never. */
    public int touchesLeft = -1;

    /** The power failed: {@link #crash} must follow. */
    public static final class PowerCut extends Error {
        private PowerCut() {
            super("the power failed", null, false, false);
        }
    }

    /** Contents, and how to go back to what is durable. */
    private static final class Node {
        private byte[] bytes = new byte[64];
        private int size;
        private final List<Change> pending = new ArrayList<>();
        private long modifiedMs;

        private void put(int position, byte[] from, int length) {
            int end = position + length;
            if (bytes.length < end) bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            if (position > size) Arrays.fill(bytes, size, position, (byte) 0);
            System.arraycopy(from, 0, bytes, position, length);
            size = Math.max(size, end);
        }

        private void undo() {
            for (Change each : pending.reversed()) {
                System.arraycopy(each.before, 0, bytes, each.position, each.before.length);
                size = each.sizeBefore;
            }
        }
    }

    /** A write at a position over what was {@code before} there; with null for {@code written} a truncation to it. */
    private record Change(int position, byte[] written, byte[] before, int sizeBefore) {}

    /** A name that came to mean another node, or none; or, with {@code from}, a directory that was renamed to it. */
    private record Naming(Path directory, Path name, Node node, Path from) {
        Naming(Path directory, Path name, Node node) {
            this(directory, name, node, null);
        }

        /** The same under a directory that has another name by now. */
        Naming moved(Path was, Path is) {
            return new Naming(SimDisk.moved(directory, was, is), SimDisk.moved(name, was, is), node,
                    from == null ? null : SimDisk.moved(from, was, is));
        }
    }

    public SimDisk(RandomGenerator random) {
        this.random = random;
    }

    /** The power fails. All open files are void. */
    public void crash() {
        touchesLeft = -1;
        Map<Path, Node> survivors = new TreeMap<>(durableNames);
        Map<Path, Integer> kept = new HashMap<>();
        for (Naming each : namings) kept.merge(each.directory(), 1, Integer::sum);
        // In the order of the names, so that the same chance always falls to the same directory.
        new TreeMap<>(kept).forEach((directory, count) -> kept.put(directory, random.nextInt(count + 1)));
        List<Naming> undone = new ArrayList<>();
        for (Naming each : namings) {
            if (kept.merge(each.directory(), -1, Integer::sum) < 0) {
                if (each.from() != null) undone.add(each);
                continue;
            }
            if (each.from() != null) move(survivors, each.from(), each.name());
            else if (each.node() == null) survivors.remove(each.name());
            else survivors.put(each.name(), each.node());
        }
        for (Naming each : undone.reversed()) {
            move(survivors, each.name(), each.from());
            directories.remove(each.name());
            directories.add(each.from());
        }
        for (Node each : new LinkedHashSet<>(survivors.values())) settle(each);
        files = survivors;
        durableNames = new TreeMap<>(survivors);
        namings.clear();
    }

    private static Path moved(Path path, Path was, Path is) {
        return path.startsWith(was) ? is.resolve(was.relativize(path)) : path;
    }

    private static void move(Map<Path, Node> names, Path was, Path is) {
        for (Path each : List.copyOf(names.keySet())) {
            if (each.startsWith(was)) names.put(moved(each, was, is), names.remove(each));
        }
    }

    private void settle(Node node) {
        node.undo();
        for (Change each : node.pending) {
            int fate = random.nextInt(3);
            if (fate == 0) continue;
            if (each.written == null) {
                node.size = Math.min(node.size, each.position);
                continue;
            }
            int length = fate == 1 ? each.written.length : random.nextInt(each.written.length + 1);
            if (length > 0) node.put(each.position, each.written, length);
        }
        node.pending.clear();
    }

    private void touch(Path path) throws IOException {
        if (broken != null && path.startsWith(broken)) throw new IOException("Input/output error");
        if (touchesLeft == 0) throw new PowerCut();
        if (touchesLeft > 0) touchesLeft--;
    }

    /** A new, empty disk. */
    public void wipe() {
        files.clear();
        durableNames.clear();
        namings.clear();
        directories.clear();
    }

    /** A new, empty disk for what lay below this directory. */
    public void wipe(Path directory) {
        files.keySet().removeIf(p -> p.startsWith(directory));
        durableNames.keySet().removeIf(p -> p.startsWith(directory));
        namings.removeIf(n -> n.name().startsWith(directory));
        directories.removeIf(p -> p.startsWith(directory));
    }

    private long used() {
        return files.values().stream().mapToLong(n -> n.size).sum();
    }

    private void name(Path path, Node node) {
        if (node == null) files.remove(path);
        else files.put(path, node);
        namings.add(new Naming(path.getParent(), path, node));
    }

    private Node node(Path path) throws IOException {
        Node node = files.get(path);
        if (node == null) throw new NoSuchFileException(path.toString());
        return node;
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        touch(file);
        if (!directories.contains(file.getParent())) throw new NoSuchFileException(file.toString());
        Node node = files.get(file);
        if (node == null) {
            node = new Node();
            node.modifiedMs = nowMs;
            name(file, node);
        }
        return new File(file, node);
    }

    @Override
    public boolean exists(Path path) {
        return files.containsKey(path) || directories.contains(path);
    }

    @Override
    public long size(Path file) throws IOException {
        return node(file).size;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        touch(directory);
        List<Path> names = new ArrayList<>();
        for (Path each : files.keySet()) if (directory.equals(each.getParent())) names.add(each);
        for (Path each : directories) if (directory.equals(each.getParent())) names.add(each);
        return names;
    }

    @Override
    public boolean isDirectory(Path path) {
        return directories.contains(path);
    }

    /** Directories are durable at once: their loss would only hide what the loss of files shows as well. */
    @Override
    public void createDirectories(Path directory) throws IOException {
        touch(directory);
        for (Path p = directory; p != null; p = p.getParent()) directories.add(p);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        touch(from);
        if (directories.contains(from)) {
            renameDirectory(from, to);
            return;
        }
        Node node = node(from);
        files.remove(from);
        files.put(to, node);
        // Atomic: both names change or none. One entry in the journal for the new name, whose keeping takes the old
        // one along.
        namings.add(new Naming(from.getParent(), to, node));
        namings.add(new Naming(from.getParent(), from, null));
    }

    /** One entry of the directory that holds it, whatever is in it. */
    private void renameDirectory(Path from, Path to) {
        move(files, from, to);
        namings.replaceAll(n -> n.moved(from, to));
        for (Path each : List.copyOf(directories)) {
            if (each.startsWith(from) && directories.remove(each)) directories.add(moved(each, from, to));
        }
        namings.add(new Naming(from.getParent(), to, null, from));
    }

    @Override
    public boolean delete(Path path) throws IOException {
        touch(path);
        if (directories.remove(path)) return true;
        if (!files.containsKey(path)) return false;
        name(path, null);
        return true;
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        touch(directory);
        forces++;
        for (Naming each : namings) {
            if (!each.directory().equals(directory)) continue;
            if (each.from() != null) move(durableNames, each.from(), each.name());
            else if (each.node() == null) durableNames.remove(each.name());
            else durableNames.put(each.name(), each.node());
        }
        namings.removeIf(n -> n.directory().equals(directory));
    }

    @Override
    public long lastModifiedMs(Path file) throws IOException {
        return node(file).modifiedMs;
    }

    @Override
    public long usableBytes(Path path) {
        return capacity == Long.MAX_VALUE ? capacity : capacity - used();
    }

    @Override
    public byte[] read(Path file) throws IOException {
        Node node = node(file);
        return Arrays.copyOf(node.bytes, node.size);
    }

    @Override
    public void replace(Path file, byte[] content) throws IOException {
        replace(file, content, true);
        forceDirectory(file.getParent());
    }

    @Override
    public void replaceUnforced(Path file, byte[] content) throws IOException {
        replace(file, content, false);
    }

    private void replace(Path file, byte[] content, boolean force) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (DiskFile out = open(temporary)) {
            out.truncate(0);
            out.write(0, ByteBuffer.wrap(content));
            if (force) out.force();
        }
        rename(temporary, file);
    }

    private final class File implements DiskFile {
        private final Path path;
        private final Node node;
        private boolean closed;

        File(Path path, Node node) {
            this.path = path;
            this.node = node;
        }

        @Override
        public Path path() {
            return path;
        }

        @Override
        public long size() {
            return node.size;
        }

        @Override
        public void write(long position, ByteBuffer[] buffers) throws IOException {
            if (closed) throw new IOException("closed: " + path);
            touch(path);
            for (ByteBuffer each : buffers) {
                byte[] bytes = new byte[each.remaining()];
                each.get(bytes);
                long grown = Math.max(0, position + bytes.length - node.size);
                if (capacity != Long.MAX_VALUE && used() + grown > capacity) {
                    int fits = (int) Math.max(0, Math.min(bytes.length, capacity - used()));
                    put((int) position, Arrays.copyOf(bytes, fits));
                    throw new IOException("No space left on device");
                }
                put((int) position, bytes);
                position += bytes.length;
            }
        }

        private void put(int position, byte[] bytes) {
            int from = Math.min(position, node.size);
            int to = Math.min(position + bytes.length, node.size);
            node.pending.add(new Change(position, bytes, Arrays.copyOfRange(node.bytes, from, to), node.size));
            node.put(position, bytes, bytes.length);
            node.modifiedMs = nowMs;
        }

        @Override
        public int read(long position, ByteBuffer into) throws IOException {
            if (closed) throw new IOException("closed: " + path);
            touch(path);
            int count = (int) Math.max(0, Math.min(into.remaining(), node.size - position));
            into.put(node.bytes, (int) Math.min(position, node.size), count);
            return count;
        }

        @Override
        public void truncate(long size) throws IOException {
            touch(path);
            if (size > node.size) throw new EOFException("truncating past the end");
            if (size == node.size) return;
            int to = (int) size;
            node.pending.add(new Change(to, null, Arrays.copyOfRange(node.bytes, to, node.size), node.size));
            node.size = to;
        }

        @Override
        public void force() throws IOException {
            touch(path);
            forces++;
            node.pending.clear();
        }

        @Override
        public FileChannel hold() {
            return null;
        }

        @Override
        public void release() {
            // Nothing is held.
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
