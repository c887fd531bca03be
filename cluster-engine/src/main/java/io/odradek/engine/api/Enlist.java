package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.Enlistment;
import io.odradek.engine.env.Lane;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.wire.ErrorCode;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Before the first records of a transaction go into a partition its coordinator is asked whether the partition belongs
 * to it (KIP-890), and newer clients leave it to the broker to take it in. Where the transaction has records in the
 * partition already nobody is asked.
 *
 * @param coordinator     is asked, and answers as {@link Enlistment#ask} does
 * @param transactionalId of the request
 * @param add             take the partition in; else only ask
 */
record Enlist(Function<Enlistment.Question, CompletableFuture<ErrorCode>> coordinator, String transactionalId,
              boolean add) {
    /**
     * True when the partition must wait: {@code then} is called on its lane with NONE, or the coordinator's error, and
     * appends at once if at all. Called on that lane.
     */
    boolean awaits(TopicPartition name, Partition partition, long producerId, short epoch, Consumer<ErrorCode> then) {
        if (!partition.isLeader()) return false;
        if (!partition.queued(producerId) && partition.inTransaction(producerId, epoch)) return false;
        // One connection may send several batches at once: none may overtake the one that is being asked about.
        partition.queue(producerId, () -> ask(name, partition, producerId, epoch, why -> {
            try {
                then.accept(why);
            } finally {
                partition.next(producerId);
            }
        }));
        return true;
    }

    private void ask(TopicPartition name, Partition partition, long producerId, short epoch,
                     Consumer<ErrorCode> then) {
        if (partition.inTransaction(producerId, epoch)) {
            then.accept(ErrorCode.NONE);
            return;
        }
        Object guard = partition.verify(producerId);
        Lane lane = partition.lane();
        coordinator.apply(new Enlistment.Question(transactionalId, producerId, epoch, name, add))
                .thenAccept(e -> lane.run(() -> {
                    boolean holds = partition.verified(producerId, guard)
                            || partition.inTransaction(producerId, epoch);
                    // A marker came in between, of the transaction before perhaps: only the coordinator can tell.
                    if (e == ErrorCode.NONE && !holds) ask(name, partition, producerId, epoch, then);
                    else then.accept(e);
                }));
    }
}
