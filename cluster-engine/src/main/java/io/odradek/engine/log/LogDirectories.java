package io.odradek.engine.log;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.LogKeys;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Lane;
import io.odradek.engine.env.Rng;
import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All data directories of a broker (log.dirs) and the logs in them. One that fails goes out of service and the others
 * go on; when
 * none is left, {@link #start} throws. Any thread, but a log itself belongs to its partition's lane.
 *
 * <p>After a clean shutdown a partition is opened when it is first asked for, so that a start does not wait for all of
 * them;
 * otherwise {@link #start} recovers every one.
 */
public final class LogDirectories implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogDirectories.class);

    /**
     * What the logs must know of the broker.
     *
     * @param clusterId null while it is not known: then it is neither written nor checked
     * @param overrides a topic's own configuration, by name
     * @param owner     the lane that owns a partition
     */
    public record Setup(BrokerConfig config, String clusterId, Function<String, Map<String, String>> overrides,
            Owner owner, Rng rng) {}

    /** Tells a partition's lane. */
    public interface Owner {
        Lane of(String topic, int partition);
    }

    /** What is told of one data directory. */
    public record Directory(Path path, Uuid id, boolean online, int partitions, long bytes) {}

    private final Surroundings world;
    private final Setup setup;
    private final List<LogDirectory> directories = new ArrayList<>();
    private volatile BrokerConfig config;
    private volatile Consumer<List<String>> offlineListener = names -> { };
    private final LogMoves moves = new LogMoves(this, directories);
    private final Cleaner cleaner = new Cleaner(this);
    private LogUpkeep upkeep;

    public LogDirectories(Surroundings world, Setup setup) {
        this.world = world;
        this.setup = setup;
        this.config = setup.config();
        for (String each : config.logDirs()) directories.add(new LogDirectory(Path.of(each).toAbsolutePath(), this));
    }

    /** Locks and reads the directories, recovers where the last stop was unclean, and begins the upkeep. Blocks. */
    public LogDirectories start() {
        List<LogDirectory> broken = new ArrayList<>();
        for (LogDirectory each : directories) {
            try {
                each.open(setup.config().brokerId(), setup.clusterId(), Uuid.random(setup.rng()));
            } catch (IOException e) {
                each.failed("opening", e);
                broken.add(each);
            } catch (LogFailure e) {
                abandon();
                throw e;
            }
        }
        if (broken.size() == directories.size()) {
            throw new LogFailure("Shutdown broker because none of the specified log dirs from " + directories
                    + " can be created or validated");
        }
        recover();
        upkeep = new LogUpkeep(this);
        upkeep.start();
        return this;
    }

    /** Opens every log of the directories that were not closed cleanly: num.recovery.threads.per.data.dir each. */
    private void recover() {
        List<Runnable> tasks = new ArrayList<>();
        int unclean = 0;
        for (LogDirectory each : directories) {
            if (each.offline() || each.wasClean()) continue;
            unclean++;
            try {
                for (String name : each.partitions().keySet()) tasks.add(() -> recover(each, name));
            } catch (IOException e) {
                each.failed("recovering", e);
            }
        }
        if (tasks.isEmpty()) return;
        long startedMs = world.clock().monotonicMs();
        world.lanes().together(tasks, config.get(LogKeys.RECOVERY_THREADS) * unclean);
        LOG.info("{} logs recovered in {} ms", tasks.size(), world.clock().monotonicMs() - startedMs);
    }

    private void recover(LogDirectory directory, String name) {
        if (directory.offline() || directory.logs().containsKey(name)) return;
        try {
            directory.load(name, topicConfig(topic(name)), Uuid.ZERO);
        } catch (LogFailure e) {
            if (!directory.offline()) directory.lost("recovering", e);
        }
    }

    /**
     * The partition's log, made where it is missing. On the partition's lane; others may be opened at the same time.
     *
     * @param topicId {@link Uuid#ZERO} when it is not known
     * @param isNew   the partition was never here before, so a directory that failed need not be feared to hold it
     */
    public PartitionLog open(String topic, int partition, Uuid topicId, boolean isNew) {
        String name = topic + "-" + partition;
        PartitionLog known = find(topic, partition);
        if (known != null) return known;
        LogDirectory home = holding(name);
        LogDirectory wished = moves.wished(name);
        if (home == null) home = wished;
        if (home == null) {
            if (anyOffline() && !isNew) {
                throw new LogFailure("Can not create log for " + name + " because log directories are offline");
            }
            home = emptiest();
        }
        return home.load(name, topicConfig(topic), topicId);
    }

    private LogDirectory holding(String name) {
        for (LogDirectory each : directories) {
            if (each.has(name)) return each;
        }
        return null;
    }

    /** Fewest partitions first, as Kafka chooses. */
    private LogDirectory emptiest() {
        LogDirectory best = null;
        for (LogDirectory each : directories) {
            if (!each.offline() && (best == null || each.logs().size() < best.logs().size())) best = each;
        }
        if (best == null) throw new LogFailure("all log directories are offline");
        return best;
    }

    /** Moves between the directories. */
    public LogMoves moves() {
        return moves;
    }

    /** Null when it is not open. */
    public PartitionLog find(String topic, int partition) {
        String name = topic + "-" + partition;
        for (LogDirectory each : directories) {
            PartitionLog log = each.logs().get(name);
            if (log != null && !each.offline()) return log;
        }
        return null;
    }

    /** A look into the partition's log, which disturbs nothing; null when it is not open. Any thread. */
    public LogLook look(String topic, int partition) {
        PartitionLog log = find(topic, partition);
        return log == null ? null : new LogLook(log, this);
    }

    /** Deletes the partition, open or not; false when there is none. On the partition's lane. */
    public boolean delete(String topic, int partition) {
        String name = topic + "-" + partition;
        LogDirectory home = holding(name);
        if (home == null) return false;
        PartitionLog log = home.logs().get(name);
        if (log == null) log = home.load(name, topicConfig(topic), Uuid.ZERO);
        log.delete();
        return true;
    }

    /** Every open log. */
    public Collection<PartitionLog> logs() {
        List<PartitionLog> all = new ArrayList<>();
        for (LogDirectory each : directories) {
            if (!each.offline()) all.addAll(each.logs().values());
        }
        return all;
    }

    public List<Directory> directories() {
        return directories.stream().map(d -> new Directory(d.path(), d.id(), !d.offline(), d.logs().size(),
                d.logs().values().stream().mapToLong(PartitionLog::sizeBytes).sum())).toList();
    }

    /** Takes another broker configuration; topics' configurations are made anew from it. */
    public void configure(BrokerConfig next) {
        config = next;
        for (PartitionLog log : logs()) log.configure(log.config().with(next));
    }

    /** Takes a topic's other overrides. */
    public void configure(String topic, Map<String, String> overrides) {
        TopicConfig next = TopicConfig.lenient(config, overrides);
        for (PartitionLog log : logs()) {
            if (topic(log.name()).equals(topic)) log.configure(next);
        }
    }

    /** Told, on any thread, the names of the partitions that went away with a data directory. */
    public void onOffline(Consumer<List<String>> listener) {
        offlineListener = listener;
    }

    /** False when every data directory has failed: the broker can do nothing any more. */
    public boolean anyOnline() {
        return directories.stream().anyMatch(d -> !d.offline());
    }

    /** True when a data directory has failed: what is not found may be there. */
    public boolean anyOffline() {
        return directories.stream().anyMatch(LogDirectory::offline);
    }

    void wentOffline(LogDirectory directory) {
        offlineListener.accept(List.copyOf(directory.logs().keySet()));
    }

    public void checkpointHighWatermarks() {
        for (LogDirectory each : directories) each.checkpoints().writeHighWatermarks();
    }

    public void checkpointRecoveryPoints() {
        for (LogDirectory each : directories) each.checkpoints().writeRecoveryPoints();
    }

    public void checkpointStartOffsets() {
        for (LogDirectory each : directories) each.checkpoints().writeStartOffsets();
    }

    /** Begins to compact the logs that are dirty enough, the dirtiest first. */
    public void compact() {
        cleaner.round();
        for (LogDirectory each : directories) each.checkpoints().writeCleanedOffsets();
    }

    TopicConfig topicConfig(String topic) {
        Map<String, String> overrides = setup.overrides().apply(topic);
        return TopicConfig.lenient(config, overrides == null ? Map.of() : overrides);
    }

    static String topic(String name) {
        String plain = LogDirectory.plain(name);
        return plain.substring(0, plain.lastIndexOf('-'));
    }

    static int partition(String name) {
        String plain = LogDirectory.plain(name);
        return Integer.parseInt(plain.substring(plain.lastIndexOf('-') + 1));
    }

    Lane owner(PartitionLog log) {
        return setup.owner().of(topic(log.name()), partition(log.name()));
    }

    BrokerConfig config() {
        return config;
    }

    Surroundings world() {
        return world;
    }

    int producerExpirationMs() {
        return config.get(LogKeys.PRODUCER_ID_EXPIRATION_MS);
    }

    /** Closes every log and marks the shutdown as clean. The partitions' lanes must have stopped using them. Blocks. */
    @Override
    public void close() {
        if (upkeep != null) upkeep.close();
        moves.abandon();
        for (LogDirectory each : directories) {
            boolean whole = !each.offline();
            for (PartitionLog log : each.logs().values()) whole &= closed(log);
            try {
                each.close(whole);
            } catch (IOException | LogFailure e) {
                LOG.error("closing {}", each, e);
            }
        }
    }

    /** One that cannot be, on a full disk for instance, is recovered at the next start. */
    private static boolean closed(PartitionLog log) {
        try {
            if (!log.offline()) log.close();
            return true;
        } catch (LogFailure e) {
            LOG.error("closing {}", log.name(), e);
            log.abandon();
            return false;
        }
    }

    /** Lets go of everything without a flush or a word, as a killed process does: for faults on demand. */
    public void abandon() {
        if (upkeep != null) upkeep.close();
        moves.abandon();
        for (LogDirectory each : directories) {
            try {
                for (PartitionLog log : each.logs().values()) log.abandon();
                each.release();
            } catch (IOException e) {
                LOG.warn("letting go of {}", each, e);
            }
        }
    }
}
