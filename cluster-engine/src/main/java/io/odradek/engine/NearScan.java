package io.odradek.engine;

import io.odradek.engine.env.Disk;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.LogScan;
import io.odradek.engine.log.Stretch;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.record.BatchView;
import io.odradek.engine.record.MalformedRecords;
import io.odradek.engine.record.Needle;
import io.odradek.engine.record.RecordCursor;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaException;
import io.odradek.engine.replica.Replicas;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Records of a partition that a broker of this process leads, read from its log's files by the caller's own thread: no
 * client, no socket and no answer in between. The partition's lane is asked once where the files stand, and does
 * nothing else. Not promised: that a record is still there afterwards.
 */
public final class NearScan {
    private static final long LANE_WAIT_MS = 8_000;
    /** Files are renamed by retention and compaction while one asks; twice in a row hardly. */
    private static final int ATTEMPTS = 5;

    private final Replicas replicas;
    private final Disk disk;

    NearScan(Replicas replicas, Disk disk) {
        this.replicas = replicas;
        this.disk = disk;
    }

    /**
     * What to read.
     *
     * @param from      first offset; what is no longer kept is passed over
     * @param upTo      no offset at this or above; the high watermark bounds it too
     * @param committed as read_committed: nothing of transactions that were aborted or are undecided
     * @param needle    records without these bytes may be left out; null for none
     */
    public record Ask(String topic, int partition, long from, long upTo, boolean committed, Needle needle) {}

    /** Takes what is read, on the caller's thread. */
    public interface Visitor {
        /** A record that may hold the needle; valid until this returns. False ends the scan behind it. */
        boolean record(LogScan at, RecordCursor record);

        /** A batch is done: the next offset, the records looked at and their bytes on disk. False ends the scan. */
        boolean batch(long next, int records, int bytes);
    }

    /** This broker does not lead the partition, or does not run any more. */
    public static final class Elsewhere extends Exception {
        Elsewhere(String why, Throwable cause) {
            super(why, cause);
        }
    }

    /** Whether this broker leads it as far as it knows. */
    boolean leads(TopicPartition name) {
        Partition partition = replicas.find(name);
        return partition != null && partition.leaderHint().id() == replicas.brokerId();
    }

    /** Reads until the bound or until the visitor has enough; returns the next offset. */
    long run(Ask ask, Visitor visitor) throws Elsewhere {
        Ask now = ask;
        Progress progress = new Progress(visitor, ask.from());
        for (int attempt = 1; ; attempt++) {
            try (LogScan scan = new LogScan(disk, stretch(now))) {
                return read(scan, now, progress);
            } catch (NoSuchFileException renamed) {
                if (attempt == ATTEMPTS) throw new Elsewhere(renamed + " is gone", renamed);
                now = new Ask(ask.topic(), ask.partition(), progress.next, ask.upTo(), ask.committed(), ask.needle());
            } catch (IOException | MalformedRecords e) {
                throw new Elsewhere("reading " + ask.topic() + "-" + ask.partition() + ": " + e.getMessage(), e);
            }
        }
    }

    private static final class Progress {
        final Visitor visitor;
        long next;

        Progress(Visitor visitor, long next) {
            this.visitor = visitor;
            this.next = next;
        }

        boolean batch(long now, int records, int bytes) {
            next = now;
            return visitor.batch(now, records, bytes);
        }
    }

    private static long read(LogScan scan, Ask ask, Progress progress) throws IOException {
        while (scan.next()) {
            BatchView batch = scan.batch();
            long next = Math.min(batch.nextOffset(), scan.end());
            int bytes = batch.size();
            int records = 0;
            boolean visible = !ask.committed() || scan.fate() != LogScan.Fate.ABORTED;
            if (visible && scan.inside() && ask.needle() != null && !scan.mayHold(ask.needle())) {
                records = batch.count();
            } else if (visible) {
                RecordCursor record = scan.records();
                while (record.next()) {
                    if (!scan.wants(record.offset())) continue;
                    records++;
                    if (ask.needle() != null && !record.mayHold(ask.needle())) continue;
                    if (!progress.visitor.record(scan, record)) {
                        progress.batch(record.offset() + 1, records, bytes);
                        return progress.next;
                    }
                }
            }
            if (!progress.batch(next, records, bytes)) return next;
        }
        return scan.end();
    }

    private Stretch stretch(Ask ask) throws Elsewhere {
        Partition partition = replicas.find(new TopicPartition(ask.topic(), ask.partition()));
        if (partition == null) throw new Elsewhere("no replica here", null);
        CompletableFuture<Stretch> found = new CompletableFuture<>();
        boolean asked = partition.lane().offer(() -> {
            try {
                found.complete(Stretch.of(partition.log(-1, true), ask.from(), ask.upTo(), ask.committed()));
            } catch (ReplicaException | LogFailure e) {
                found.completeExceptionally(e);
            }
        });
        try {
            if (asked) return found.get(LANE_WAIT_MS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new Elsewhere(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Elsewhere("interrupted", e);
        }
        throw new Elsewhere("the broker is busy or stops", null);
    }
}
