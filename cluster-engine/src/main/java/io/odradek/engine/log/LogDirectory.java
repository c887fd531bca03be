package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the data directories: its lock, its checkpoints and the logs in it. Any thread. */
final class LogDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirectory.class);
    private static final String LOCK = ".lock";
    private static final String CLEAN = ".kafka_cleanshutdown";
    private static final String GONE = "-delete";
    private static final String FUTURE = "-future";
    /** Of a partition's number, with the dash before it: what surely is an int. */
    private static final int MOST_DIGITS = 10;

    private final Path path;
    private final LogDirectories all;
    private final Surroundings world;
    private final Map<String, PartitionLog> logs = new ConcurrentHashMap<>();
    /** Logs that are being filled, by the partition's name. */
    private final Map<String, PartitionLog> futures = new ConcurrentHashMap<>();
    private final Set<String> leftFutures = ConcurrentHashMap.newKeySet();
    private final Checkpoints checkpoints;
    private boolean clean;
    private DiskFile lockFile;
    private FileLock lock;
    private Uuid id;
    private volatile boolean offline;
    /** Directories of partitions were made that may not be durable. */
    private volatile boolean created;

    LogDirectory(Path path, LogDirectories all) {
        this.path = path;
        this.all = all;
        this.world = all.world();
        this.checkpoints = new Checkpoints(this, world.disk(), path);
    }

    /** Locks the directory and reads what it says of itself. */
    void open(int brokerId, String clusterId, Uuid freshId) throws IOException {
        world.disk().createDirectories(path);
        takeLock();
        MetaProperties meta = MetaProperties.read(world.disk(), path);
        if (meta != null) meta.check(brokerId, clusterId, path);
        id = meta != null && meta.directoryId() != null ? meta.directoryId() : freshId;
        if (meta == null) new MetaProperties(brokerId, clusterId, id).write(world.disk(), path);
        Path marker = path.resolve(CLEAN);
        clean = world.disk().exists(marker);
        checkpoints.read();
        for (Path each : world.disk().list(path)) {
            String name = each.getFileName().toString();
            if (name.endsWith(FUTURE) && isPartition(plain(name))) leftFutures.add(plain(name));
            if (name.endsWith(GONE) || name.endsWith(FUTURE)) deleteTree(each);
        }
        // From here on a crash must lead to recovery.
        if (clean) {
            world.disk().delete(marker);
            world.disk().forceDirectory(path);
        }
    }

    private void takeLock() throws IOException {
        lockFile = world.disk().open(path.resolve(LOCK));
        // Never released, for with its channel the lock would go.
        FileChannel held = lockFile.hold();
        if (held == null) return;
        try {
            lock = held.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            lockFile.close();
            throw new LogFailure("Failed to acquire lock on file .lock in " + path
                    + ". A Kafka instance in another process or thread is using this directory."
                    + " Stop that one, or give this broker other log.dirs.");
        }
    }

    /** Names of the partitions in here. */
    Map<String, Path> partitions() throws IOException {
        Map<String, Path> found = new TreeMap<>();
        for (Path each : world.disk().list(path)) {
            String name = each.getFileName().toString();
            if (isPartition(name) && world.disk().isDirectory(each)) found.put(name, each);
        }
        return found;
    }

    /**
     * topic-N; not what is deleted ({@code …-delete}), moved ({@code …-future}) or left over ({@code …-stray}).
     */
    static boolean isPartition(String name) {
        int dash = name.lastIndexOf('-');
        if (dash <= 0 || dash == name.length() - 1 || name.length() - dash > MOST_DIGITS) return false;
        for (int i = dash + 1; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') return false;
        }
        return true;
    }

    boolean has(String name) {
        return !offline && (logs.containsKey(name) || world.disk().isDirectory(path.resolve(name)));
    }

    boolean wasClean() {
        return clean;
    }

    /** Opens the partition, making it where it is missing. */
    PartitionLog load(String name, TopicConfig config, Uuid topicId) {
        PartitionLog log = load(name, config, topicId, clean, 0);
        logs.put(name, log);
        return log;
    }

    private PartitionLog load(String name, TopicConfig config, Uuid topicId, boolean whole, long startOffset) {
        Path directory = path.resolve(name);
        try {
            boolean isNew = !world.disk().isDirectory(directory);
            if (isNew) checkpoints.begins(name);
            LogLoading.Known known = new LogLoading.Known(whole || isNew, checkpoints.recoveryPoint(name),
                    Math.max(startOffset, checkpoints.startOffset(name)));
            PartitionLog.Opened opened = new LogLoading(this, directory, config).open(known);
            PartitionMetadata metadata = new PartitionMetadata(world.disk(), directory,
                    opened.logEndOffset() > opened.logStartOffset());
            metadata.learn(topicId);
            if (isNew) created = true;
            PartitionLog log = new PartitionLog(this, opened, config, metadata);
            log.highWatermark(checkpoints.highWatermark(name));
            log.compaction().cleanedUpTo = checkpoints.cleanedOffset(name);
            return log;
        } catch (IOException e) {
            throw failed("opening " + directory, e);
        }
    }

    /** The partition's name in that of a future log's directory, {@code topic-N.unique-future}; else the name. */
    static String plain(String name) {
        return name.endsWith(FUTURE) ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** Before anything in a partition's directory counts as durable. Any thread. */
    synchronized void forceCreated() throws IOException {
        if (!created) return;
        created = false;
        world.disk().forceDirectory(path);
    }

    Map<String, PartitionLog> futures() {
        return futures;
    }

    /** Names of the partitions whose future logs were found at the start, and thrown away. */
    Set<String> leftFutures() {
        return leftFutures;
    }

    PartitionLog future(String name, TopicConfig config, Uuid topicId) {
        PartitionLog log = load(uniqueName(name, FUTURE), config, topicId, true, 0);
        futures.put(name, log);
        return log;
    }

    void dropFuture(String name) {
        PartitionLog log = futures.remove(name);
        if (log == null) return;
        log.abandon();
        try {
            deleteTree(log.directory());
        } catch (IOException e) {
            if (!offline) throw failed("deleting " + log.directory(), e);
        }
    }

    /** The future log becomes the partition's. */
    PartitionLog adopt(String name, TopicConfig config, long startOffset) {
        PartitionLog future = futures.remove(name);
        future.close();
        checkpoints.begins(name);
        try {
            world.disk().rename(future.directory(), path.resolve(name));
            world.disk().forceDirectory(path);
        } catch (IOException e) {
            throw failed("renaming " + future.directory(), e);
        }
        PartitionLog log = load(name, config, future.topicId(), true, startOffset);
        logs.put(name, log);
        return log;
    }

    Map<String, PartitionLog> logs() {
        return logs;
    }

    Path path() {
        return path;
    }

    Uuid id() {
        return id;
    }

    boolean offline() {
        return offline;
    }

    Surroundings world() {
        return world;
    }

    int producerExpirationMs() {
        return all.producerExpirationMs();
    }

    void log(String what) {
        LOG.info("{}", what);
    }

    /**
     * The failure to throw. A full disk leaves the directory in service, since appends can be refused and succeed
     * again later;
     * anything else takes it offline.
     */
    LogFailure failed(String what, Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        boolean full = reason.contains("No space left") || reason.contains("Disk quota exceeded");
        if (!full) return lost(what, cause);
        LOG.warn("data directory {} is full: {}", path, what);
        return new LogFailure(what + " in " + path + ": " + reason, cause);
    }

    /** The failure to throw where the files cannot be trusted any more, however full the disk may be. */
    LogFailure lost(String what, Exception cause) {
        boolean first;
        synchronized (this) {
            first = !offline;
            offline = true;
        }
        if (first) {
            LOG.error("data directory {} is taken out of service: {}", path, what, cause);
            all.wentOffline(this);
        }
        return new LogFailure(what + " in " + path + ": " + cause.getMessage(), cause);
    }

    Lane owner(PartitionLog log) {
        return all.owner(log);
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Deletes a segment's files once nobody can be reading them: behind a flush of its log that is under way. */
    void deleteLater(Segment segment, long delayMs) {
        Lane lane = world.lanes().disk(segment.path().getParent().hashCode());
        Runnable delete = () -> {
            try {
                segment.delete();
            } catch (IOException e) {
                if (!offline) failed("deleting " + segment, e);
            }
        };
        // Where the lane is full or has stopped, the next start deletes it.
        if (delayMs == 0) lane.offer(delete);
        else world.timers().after(delayMs, lane, delete);
    }

    /** Renames the log's directory away and deletes it later, as Kafka does. */
    void delete(PartitionLog log) {
        if (!logs.remove(log.name(), log)) return;
        checkpoints.deleted(log.name());
        Path gone = path.resolve(uniqueName(log.name(), GONE));
        try {
            world.disk().rename(log.directory(), gone);
            world.disk().forceDirectory(path);
            long delayMs = log.config().get(TopicKeys.FILE_DELETE_DELAY_MS);
            world.timers().after(delayMs, world.lanes().disk(path.hashCode()), () -> deleteGone(log, gone));
        } catch (IOException e) {
            throw failed("deleting " + log.name(), e);
        }
    }

    private void deleteGone(PartitionLog log, Path gone) {
        try {
            for (Segment each : log.segments().all()) each.close();
            deleteTree(gone);
        } catch (IOException e) {
            if (!offline) failed("deleting " + gone, e);
        }
    }

    /** topic-N.unique-delete or -future, not longer than a file name may be. */
    private String uniqueName(String name, String ending) {
        String unique = Long.toHexString(world.clock().monotonicNs())
                + Integer.toHexString(System.identityHashCode(this));
        int most = 255 - unique.length() - 1 - ending.length();
        return (name.length() > most ? name.substring(0, most) : name) + "." + unique + ending;
    }

    private void deleteTree(Path directory) throws IOException {
        for (Path each : world.disk().list(directory)) {
            if (world.disk().isDirectory(each)) deleteTree(each);
            else world.disk().delete(each);
        }
        world.disk().delete(directory);
    }

    /**
     * Lets go of the directory. All logs must be closed before; where all were (whole), the marker of a clean shutdown
     * is left.
     */
    void close(boolean whole) throws IOException {
        try {
            checkpoints.writeAll();
            if (whole && !offline) {
                world.disk().replace(path.resolve(CLEAN),
                        "{\"version\":0,\"brokerEpoch\":-1}".getBytes(StandardCharsets.UTF_8));
            }
        } finally {
            release();
        }
    }

    /** Lets go of the directory without a word, as a crash does. */
    void release() throws IOException {
        if (lock != null) lock.release();
        if (lockFile != null) lockFile.close();
        lock = null;
        lockFile = null;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
