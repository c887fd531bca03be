package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * One partition as its leaders have committed it: grows with the high watermark of whoever leads, and never changes
 * otherwise.
 */
final class Committed {
    private final TopicPartition name;
    private final TreeMap<Long, Batches.Batch> byBase = new TreeMap<>();
    /** The next offset that is not committed yet. */
    private long end;
    /** Of those that have led it. */
    private int newestEpoch = -1;
    /** Why nothing is promised of this partition any more; null while it is. */
    private String waived;

    Committed(TopicPartition name) {
        this.name = name;
    }

    TopicPartition name() {
        return name;
    }

    long end() {
        return end;
    }

    /** False where a newer leader was there before: one that has not heard of it can commit nothing. */
    boolean leads(int epoch) {
        boolean newest = epoch >= newestEpoch;
        newestEpoch = Math.max(newestEpoch, epoch);
        return newest;
    }

    boolean promised() {
        return waived == null;
    }

    String waived() {
        return waived;
    }

    void waive(String why) {
        if (waived == null) waived = why;
    }

    void add(Batches.Batch batch) {
        byBase.put(batch.base(), batch);
        end = batch.last() + 1;
    }

    /** The batch that holds the offset, or null. */
    Batches.Batch at(long offset) {
        var floor = byBase.floorEntry(offset);
        return floor == null || floor.getValue().last() < offset ? null : floor.getValue();
    }

    List<Batches.Batch> all() {
        return new ArrayList<>(byBase.values());
    }

    /** Complains where the batch is not the one that was committed there. */
    void compare(String who, Batches.Batch batch) {
        Batches.Batch known = at(batch.base());
        if (known == null || !known.same(batch)) {
            throw new Violation("replicas agree up to the high watermark",
                    name + " at " + who + ": " + batch + "; committed was " + known);
        }
    }
}
