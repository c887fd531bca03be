package io.odradek.engine.replica;

import java.util.ArrayList;
import java.util.List;

/**
 * The in-sync replicas of a partition, as its leader knows them: what the controller has confirmed, and a change that
 * was proposed
 * and not answered yet. Immutable.
 *
 * @param confirmed      as written in ZooKeeper
 * @param proposed       null where no change is under way
 * @param partitionEpoch version of the state in ZooKeeper that {@code confirmed} has
 */
record InSync(List<Integer> confirmed, List<Integer> proposed, int partitionEpoch) {
    InSync {
        confirmed = List.copyOf(confirmed);
        proposed = proposed == null ? null : List.copyOf(proposed);
    }

    static InSync of(List<Integer> confirmed, int partitionEpoch) {
        return new InSync(confirmed, null, partitionEpoch);
    }

    boolean changing() {
        return proposed != null;
    }

    /**
     * Everyone whose copy the high watermark must wait for: whatever comes of the proposal, no acknowledged record is
     * lost (KIP-497).
     */
    boolean mayContain(int broker) {
        return confirmed.contains(broker) || proposed != null && proposed.contains(broker);
    }

    InSync proposing(List<Integer> next) {
        return new InSync(confirmed, next, partitionEpoch);
    }

    InSync withdrawn() {
        return new InSync(confirmed, null, partitionEpoch);
    }

    List<Integer> plus(int broker) {
        List<Integer> next = new ArrayList<>(confirmed);
        next.add(broker);
        return next;
    }

    List<Integer> minus(List<Integer> brokers) {
        List<Integer> next = new ArrayList<>(confirmed);
        next.removeAll(brokers);
        return next;
    }
}
