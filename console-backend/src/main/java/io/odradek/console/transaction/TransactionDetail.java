package io.odradek.console.transaction;

import io.odradek.console.kafka.Place;
import java.util.List;

/**
 * One transactional id, freshly asked.
 *
 * @param places that take part, by name; the first {@link TransactionService#MOST_PARTITIONS}
 * @param held   of these, the ones that are held back
 */
public record TransactionDetail(TransactionRow row, List<Place> places, List<HeldPartition> held, long takenMs) {
}
