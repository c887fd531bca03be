package io.odradek.engine.log;

import io.odradek.engine.record.BatchView;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Follows the transactions while batches are read in order by compaction: which data was aborted, and which markers
 * have no data
 * left before them, so that they may go.
 */
final class CleanedTransactions {
    private static final class Open {
        final TransactionIndex.Aborted transaction;
        boolean seen;

        Open(TransactionIndex.Aborted transaction) {
            this.transaction = transaction;
        }
    }

    private final PriorityQueue<TransactionIndex.Aborted> coming =
            new PriorityQueue<>(Comparator.comparingLong(TransactionIndex.Aborted::firstOffset));
    private final Map<Long, Open> aborted = new HashMap<>();
    private final Set<Long> committed = new HashSet<>();

    CleanedTransactions(List<TransactionIndex.Aborted> all) {
        coming.addAll(all);
    }

    private void upTo(long offset) {
        while (!coming.isEmpty() && coming.peek().firstOffset() <= offset) {
            TransactionIndex.Aborted next = coming.poll();
            aborted.putIfAbsent(next.producerId(), new Open(next));
        }
    }

    /** Whether the data batch belongs to an aborted transaction. */
    boolean isAborted(BatchView batch) {
        upTo(batch.lastOffset());
        if (!batch.transactional()) return false;
        Open open = aborted.get(batch.producerId());
        if (open == null) {
            committed.add(batch.producerId());
            return false;
        }
        open.seen = true;
        return true;
    }

    /**
     * Whether nothing is left of the transaction that the marker ends. An abort marker whose data went only now stays
     * for this
     * pass, and so does its entry in the new segment's index (null: none is written).
     */
    boolean isEmpty(BatchView marker, boolean commit, TransactionIndex index) {
        upTo(marker.lastOffset());
        if (commit) return !committed.remove(marker.producerId());
        Open open = aborted.remove(marker.producerId());
        if (open == null || !open.seen) return true;
        if (index != null) index.add(open.transaction);
        return false;
    }
}
