package io.odradek.console.transaction;

import io.odradek.console.problem.Sentence;
import java.util.List;

/**
 * The transactions of a cluster at one moment.
 *
 * @param all     every transactional id: those that go on first, the oldest of them at the top, then by name
 * @param held    partitions that are held back, those by most first; bounded, see {@code trouble}
 * @param trouble what could not be learned; empty when all is known
 */
public record TransactionPicture(List<TransactionRow> all, List<HeldPartition> held, Sentence trouble, long takenMs) {

    /** Of those, the ones that go on. */
    public List<TransactionRow> open() {
        return all.stream().takeWhile(TransactionRow::open).toList();
    }

    /** Figures to begin with. */
    public TransactionTotals totals() {
        List<TransactionRow> open = open();
        return new TransactionTotals(all.size(), open.size(), open.isEmpty() ? -1 : open.getFirst().ageMs(),
                held.size(), held.stream().mapToLong(HeldPartition::heldBack).sum(),
                (int) held.stream().flatMap(one -> one.holders().stream()).filter(HeldPartition.Holder::hanging)
                        .count(), trouble, takenMs);
    }
}
