package io.odradek.engine.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A look at the producers that a partition's log remembers. Its owner lane only. */
public final class ActiveProducers {
    private final Producers producers;

    ActiveProducers(Producers producers) {
        this.producers = producers;
    }

    /**
     * One of them.
     *
     * @param lastSequence     -1 where none is known of this epoch
     * @param coordinatorEpoch of its last transaction's end, -1 where there was none
     * @param transactionStart first offset of the transaction that goes on, or -1
     */
    public record Active(long producerId, short epoch, int lastSequence, long lastTimestampMs, int coordinatorEpoch,
                         long transactionStart) {}

    /** By producer id. */
    public List<Active> list() {
        List<Active> all = new ArrayList<>();
        for (ProducerState s : producers.states().values()) {
            all.add(new Active(s.producerId, s.epoch, s.lastSequence(), s.lastTimestamp, s.coordinatorEpoch,
                    s.transactionStart));
        }
        all.sort(Comparator.comparingLong(Active::producerId));
        return all;
    }

    /** Whether a transaction of this very epoch has records here and no end yet. */
    public boolean inTransaction(long producerId, short epoch) {
        ProducerState s = producers.states().get(producerId);
        return s != null && s.epoch == epoch && s.inTransaction();
    }
}
