package io.odradek.console.transaction;

import io.odradek.console.problem.Sentence;

/**
 * Figures of a cluster's transactions.
 *
 * @param ids         transactional ids that coordinators know
 * @param open        of these, with a transaction that goes on
 * @param oldestMs    age of the oldest, -1 when none goes on
 * @param held        partitions that are held back
 * @param heldRecords offsets that readers of committed records wait for
 * @param hanging     transactions that no coordinator knows
 */
public record TransactionTotals(int ids, int open, long oldestMs, int held, long heldRecords, int hanging,
        Sentence trouble, long takenMs) {
}
