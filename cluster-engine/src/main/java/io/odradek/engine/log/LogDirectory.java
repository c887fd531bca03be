package io.odradek.engine.log;

import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.TopicKeys;
import io.odradek.engine.env.DiskFile;
import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
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
    /** Partitions that checkpoints may still tell of. */
    private final Set<String> deleted = ConcurrentHashMap.newKeySet();
    private final Checkpoint recoveryPoints;
    private final Checkpoint startOffsets;
    private final Checkpoint highWatermarks;
    private final Checkpoint cleanedOffsets;
    private Map<String, Long> knownRecoveryPoints = Map.of();
    private Map<String, Long> knownCleanedOffsets = Map.of();
    private Map<String, Long> knownStartOffsets = Map.of();
    private Map<String, Long> knownHighWatermarks = Map.of();
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
        this.recoveryPoints = new Checkpoint(world.disk(), path, Checkpoint.RECOVERY_POINT);
        this.startOffsets = new Checkpoint(world.disk(), path, Checkpoint.LOG_START_OFFSET);
        this.cleanedOffsets = new Checkpoint(world.disk(), path, Checkpoint.CLEANER_OFFSET);
        this.highWatermarks = new Checkpoint(world.disk(), path, Checkpoint.REPLICATION_OFFSET);
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
        knownRecoveryPoints = readOrNothing(recoveryPoints);
        knownStartOffsets = readOrNothing(startOffsets);
        knownHighWatermarks = readOrNothing(highWatermarks);
        knownCleanedOffsets = readOrNothing(cleanedOffsets);
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

    /** A torn checkpoint costs time, not data: everything is recovered, from the start of each log. */
    private static Map<String, Long> readOrNothing(Checkpoint checkpoint) throws IOException {
        try {
            return new ConcurrentHashMap<>(checkpoint.read());
        } catch (LogFailure e) {
            LOG.warn("{}; going on without it", e.getMessage());
            return new ConcurrentHashMap<>();
        }
    }

    private void takeLock() throws IOException {
        lockFile = world.disk().open(path.resolve(LOCK));
        if (lockFile.channel() == null) return;
        try {
            lock = lockFile.channel().tryLock();
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
        PartitionLog log = load(name, config, topicId, clean);
        logs.put(name, log);
        return log;
    }

    private PartitionLog load(String name, TopicConfig config, Uuid topicId, boolean whole) {
        Path directory = path.resolve(name);
        try {
            boolean isNew = !world.disk().isDirectory(directory);
            if (isNew) forgetFormer(name);
            LogLoading.Known known = new LogLoading.Known(whole || isNew, knownRecoveryPoints.getOrDefault(name, 0L),
                    knownStartOffsets.getOrDefault(name, 0L));
            PartitionLog.Opened opened = new LogLoading(this, directory, config).open(known);
            Uuid stored = PartitionMetadata.read(world.disk(), directory);
            if (stored.equals(Uuid.ZERO) && !topicId.equals(Uuid.ZERO)) {
                PartitionMetadata.write(world.disk(), directory, topicId);
                stored = topicId;
            }
            if (isNew) created = true;
            PartitionLog log = new PartitionLog(this, opened, config, stored);
            log.highWatermark(knownHighWatermarks.getOrDefault(name, 0L));
            log.compaction().cleanedUpTo = knownCleanedOffsets.getOrDefault(name, 0L);
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
        PartitionLog log = load(uniqueName(name, FUTURE), config, topicId, true);
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
        try {
            world.disk().rename(future.directory(), path.resolve(name));
            world.disk().forceDirectory(path);
        } catch (IOException e) {
            throw failed("renaming " + future.directory(), e);
        }
        knownStartOffsets.put(name, startOffset);
        PartitionLog log = load(name, config, future.topicId(), true);
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

    Lane diskLane() {
        return world.lanes().disk(path.hashCode());
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

    /** Notes offsets that are durable, from which a recovery begins. */
    void checkpointRecoveryPoints() {
        checkpoint(recoveryPoints, knownRecoveryPoints, PartitionLog::recoveryPoint);
    }

    void checkpointStartOffsets() {
        checkpoint(startOffsets, knownStartOffsets, PartitionLog::logStartOffset);
    }

    void checkpointCleanedOffsets() {
        checkpoint(cleanedOffsets, knownCleanedOffsets, log -> log.compaction().cleanedUpTo);
    }

    void checkpointHighWatermarks() {
        checkpoint(highWatermarks, knownHighWatermarks, PartitionLog::highWatermark);
    }

    /**
     * What the checkpoints say of a partition of the same name that was deleted is not true of this one: it would begin
     * at the other's start, or count as committed what is not. Real brokers leave its high watermark where it is.
     */
    private synchronized void forgetFormer(String name) throws IOException {
        boolean noted = deleted.contains(name);
        for (Map<String, Long> known : List.of(knownRecoveryPoints, knownStartOffsets, knownHighWatermarks,
                knownCleanedOffsets)) {
            noted |= known.remove(name) != null;
        }
        if (!noted) return;
        recoveryPoints.write(new TreeMap<>(knownRecoveryPoints));
        startOffsets.write(new TreeMap<>(knownStartOffsets));
        highWatermarks.write(new TreeMap<>(knownHighWatermarks));
        cleanedOffsets.write(new TreeMap<>(knownCleanedOffsets));
        deleted.clear();
    }

    private synchronized void checkpoint(Checkpoint checkpoint, Map<String, Long> known,
            ToLongFunction<PartitionLog> offset) {
        if (offline) return;
        // Partitions that nobody asked for yet keep what was known of them.
        Map<String, Long> offsets = new TreeMap<>(known);
        logs.forEach((name, log) -> offsets.put(name, offset.applyAsLong(log)));
        if (offsets.equals(known)) return;
        try {
            checkpoint.write(offsets);
            known.putAll(offsets);
        } catch (IOException e) {
            failed("writing a checkpoint", e);
        }
    }

    /** Deletes a segment's files once nobody can be reading them. */
    void deleteLater(Segment segment, long delayMs) {
        Runnable delete = () -> {
            try {
                segment.delete();
            } catch (IOException e) {
                if (!offline) failed("deleting " + segment, e);
            }
        };
        if (delayMs == 0) delete.run();
        else world.timers().after(delayMs, diskLane(), delete);
    }

    /** Renames the log's directory away and deletes it later, as Kafka does. */
    void delete(PartitionLog log) {
        if (!logs.remove(log.name(), log)) return;
        knownRecoveryPoints.remove(log.name());
        knownStartOffsets.remove(log.name());
        knownHighWatermarks.remove(log.name());
        knownCleanedOffsets.remove(log.name());
        deleted.add(log.name());
        Path gone = path.resolve(uniqueName(log.name(), GONE));
        try {
            world.disk().rename(log.directory(), gone);
            world.disk().forceDirectory(path);
            long delayMs = log.config().get(TopicKeys.FILE_DELETE_DELAY_MS);
            world.timers().after(delayMs, diskLane(), () -> deleteGone(log, gone));
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

    /** All logs must be closed before. Leaves the marker of a clean shutdown, and lets go of the directory. */
    void close() throws IOException {
        if (!offline) {
            checkpointRecoveryPoints();
            checkpointStartOffsets();
            checkpointHighWatermarks();
            checkpointCleanedOffsets();
            if (!offline) {
                world.disk().replace(path.resolve(CLEAN),
                        "{\"version\":0,\"brokerEpoch\":-1}".getBytes(StandardCharsets.UTF_8));
            }
        }
        release();
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
