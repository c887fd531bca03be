package io.odradek.engine.env;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The files that some disks of one process have open. The system bounds how many a process may have, sockets included,
 * and an Apache Kafka broker whose logs come to that bound loses its data directories. Here files that were not used
 * for long are closed for a while instead, what was written to them being forced before: they stay open to their owners
 * and are opened again when they are used. Names of these files are changed through here alone. Any thread.
 */
public final class OpenFiles {
    /** The rest is for sockets and the jars: 5,000 of the 20,000 descriptors that some systems give a process. */
    private static final double SHARE = 0.75;
    /** Few enough to cost nothing, enough that a directory on a disk that hangs rarely shares its lock. */
    private static final int LOCKS = 256;

    private final int most;
    /** Those with a descriptor, in the order in which they got it. */
    private final Set<SystemFile> open = new LinkedHashSet<>();
    /** All that have an owner, by directory, so that each keeps its name when it or its directory is renamed. */
    private final Map<Path, Set<SystemFile>> owned = new HashMap<>();
    /**
     * By directory: held while a name in it is looked for or changed, so that no file is opened under the name that
     * another had. Taken before this monitor, behind a file's.
     */
    private final ReentrantLock[] names = IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock())
        .toArray(ReentrantLock[]::new);

    /** @param most descriptors that are used as long as some of the files are idle */
    public OpenFiles(int most) {
        this.most = most;
    }

    /** As many as this process may well use. */
    public static OpenFiles ofProcess() {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
            ? system.getMaxFileDescriptorCount() : Integer.MAX_VALUE;
        return new OpenFiles((int) Math.min(Integer.MAX_VALUE, limit * SHARE));
    }

    SystemFile open(Path file, boolean writable, OpenOption... options) throws IOException {
        room();
        Path path = file.toAbsolutePath();
        return named(locks(path.getParent()), () -> {
            SystemFile opened = new SystemFile(this, path, FileChannel.open(path, options), writable);
            own(opened);
            return opened;
        });
    }

    /** Closes idle files for a while until there is room for one more. To be called without any file's monitor. */
    void room() {
        // Twice around: the first look at a file that was used just takes note of it.
        for (int looks = 2 * count(); looks > 0 && count() >= most; looks--) {
            SystemFile oldest = oldest();
            if (oldest == null) return;
            if (!oldest.park()) again(oldest);
        }
    }

    private synchronized int count() {
        return open.size();
    }

    private synchronized SystemFile oldest() {
        if (open.isEmpty()) return null;
        SystemFile oldest = open.iterator().next();
        open.remove(oldest);
        return oldest;
    }

    private synchronized void again(SystemFile file) {
        if (owned.getOrDefault(file.path().getParent(), Set.of()).contains(file)) open.add(file);
    }

    private synchronized void own(SystemFile file) {
        owned.computeIfAbsent(file.path().getParent(), _ -> new HashSet<>(2)).add(file);
        open.add(file);
    }

    synchronized void disown(SystemFile file) {
        open.remove(file);
        leave(file);
    }

    private void leave(SystemFile file) {
        Path directory = file.path().getParent();
        Set<SystemFile> there = owned.get(directory);
        there.remove(file);
        if (there.isEmpty()) owned.remove(directory);
    }

    /** Another descriptor for a file that was parked; with the file's monitor. */
    FileChannel reopen(SystemFile file) throws IOException {
        FileChannel channel = null;
        while (channel == null) {
            Path directory = file.path().getParent();
            // Its directory may have been renamed meanwhile.
            channel = named(locks(directory),
                () -> file.path().getParent().equals(directory) ? file.opened() : null);
        }
        synchronized (this) {
            open.add(file);
        }
        return channel;
    }

    /** Atomic, replaces the target. Files that are open keep their descriptors and know their new names. */
    void rename(Path from, Path to) throws IOException {
        Path old = from.toAbsolutePath();
        Path now = to.toAbsolutePath();
        named(locks(old, old.getParent(), now.getParent()), () -> {
            Files.move(old, now, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            renamed(old, now);
            return null;
        });
    }

    private synchronized void renamed(Path from, Path to) {
        at(to).forEach(SystemFile::gone);
        Set<SystemFile> inside = owned.remove(from);
        if (inside != null) {
            inside.forEach(file -> file.renamed(to.resolve(file.path().getFileName())));
            owned.computeIfAbsent(to, _ -> new HashSet<>(2)).addAll(inside);
        }
        for (SystemFile file : at(from)) {
            leave(file);
            file.renamed(to);
            owned.computeIfAbsent(to.getParent(), _ -> new HashSet<>(2)).add(file);
        }
    }

    /** True when there was something to delete. A file that is open keeps its descriptor. */
    boolean delete(Path path) throws IOException {
        Path name = path.toAbsolutePath();
        return named(locks(name.getParent()), () -> {
            boolean was = Files.deleteIfExists(name);
            synchronized (this) {
                at(name).forEach(SystemFile::gone);
            }
            return was;
        });
    }

    /** With the monitor. */
    private List<SystemFile> at(Path path) {
        Set<SystemFile> beside = owned.getOrDefault(path.getParent(), Set.of());
        return beside.stream().filter(file -> file.path().equals(path)).toList();
    }

    private interface Named<T> {
        T done() throws IOException;
    }

    private static int[] locks(Path directory) {
        return new int[] {Math.floorMod(directory.hashCode(), LOCKS)};
    }

    /** In one order by all. */
    private static int[] locks(Path... directories) {
        return Stream.of(directories).mapToInt(each -> locks(each)[0]).sorted().distinct().toArray();
    }

    private <T> T named(int[] locks, Named<T> something) throws IOException {
        for (int lock : locks) names[lock].lock();
        try {
            return something.done();
        } finally {
            for (int lock : locks) names[lock].unlock();
        }
    }
}
