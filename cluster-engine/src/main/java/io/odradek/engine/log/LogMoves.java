package io.odradek.engine.log;

import io.odradek.engine.wire.Uuid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs that are to take the place of one in another data directory (KIP-113): they stand beside the others in a
 * directory named {@code topic-N.unique-future} until they are filled. Who fills them is the replica's business. Any
 * thread, but a log belongs to its partition's lane.
 */
public final class LogMoves {
    /** Wishes for partitions that are not here yet; more than that many are forgotten. */
    private static final int MOST_WISHES = 10_000;

    private final LogDirectories all;
    private final List<LogDirectory> directories;
    private final Map<String, Path> wishes = new ConcurrentHashMap<>();

    LogMoves(LogDirectories all, List<LogDirectory> directories) {
        this.all = all;
        this.directories = directories;
    }

    /** A log that is being filled. */
    public record Future(String topic, int partition, PartitionLog log) {}

    /** What may be said of a path as a data directory of this broker. */
    public enum Place { UNKNOWN, OFFLINE, ONLINE }

    public Place place(Path path) {
        LogDirectory found = at(path);
        return found == null ? Place.UNKNOWN : found.offline() ? Place.OFFLINE : Place.ONLINE;
    }

    private LogDirectory at(Path path) {
        for (LogDirectory each : directories) {
            if (each.path().equals(path)) return each;
        }
        return null;
    }

    /** When the partition comes to this broker it is to be made there. */
    public void wish(String topic, int partition, Path directory) {
        if (wishes.size() < MOST_WISHES) wishes.put(topic + "-" + partition, directory);
    }

    /** Null where nothing was wished for, or that directory has failed. */
    LogDirectory wished(String name) {
        Path path = wishes.remove(name);
        LogDirectory found = path == null ? null : at(path);
        return found == null || found.offline() ? null : found;
    }

    /** Where a log was being filled when the broker stopped: from there it begins anew. Null for none; told once. */
    public Path interrupted(String topic, int partition) {
        for (LogDirectory each : directories) {
            if (!each.offline() && each.leftFutures().remove(topic + "-" + partition)) return each.path();
        }
        return null;
    }

    /** An empty log that begins at the offset. */
    public PartitionLog begin(String topic, int partition, Path directory, Uuid id, long startOffset) {
        PartitionLog made = at(directory).future(topic + "-" + partition, all.topicConfig(topic), id);
        made.truncateFullyAndStartAt(startOffset);
        return made;
    }

    /** Gives the filled log up. */
    public void drop(String topic, int partition) {
        for (LogDirectory each : directories) each.dropFuture(topic + "-" + partition);
    }

    /**
     * Puts the filled log in the place of the present one, whose files go later, since answers may still be sent from
     * them. False while the present one is being compacted: then to be tried again. The high watermark stays.
     */
    public boolean canReplace(PartitionLog present) {
        return !present.compaction().running;
    }

    /** As {@link #canReplace} allowed; the log returned is the partition's from now on. */
    public PartitionLog replace(String topic, int partition, PartitionLog present) {
        String name = topic + "-" + partition;
        for (LogDirectory each : directories) {
            if (!each.futures().containsKey(name)) continue;
            long start = present.logStartOffset();
            PartitionLog next = each.adopt(name, all.topicConfig(topic), start);
            next.compaction().cleanedUpTo = present.compaction().cleanedUpTo;
            next.highWatermark(present.highWatermark());
            present.delete();
            return next;
        }
        throw new LogFailure("nothing is to take the place of " + name);
    }

    public List<Future> futures() {
        List<Future> found = new ArrayList<>();
        for (LogDirectory each : directories) {
            if (each.offline()) continue;
            each.futures().forEach((name, log) ->
                    found.add(new Future(LogDirectories.topic(name), LogDirectories.partition(name), log)));
        }
        return found;
    }

    /** The broker stops: what was filled so far is filled anew after its start. */
    void abandon() {
        for (LogDirectory each : directories) each.futures().values().forEach(PartitionLog::abandon);
    }
}
