package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an event has to tell the brokers, gathered over all its partitions, so that a broker gets at most one request
 * of each kind
 * however many partitions there are. Partitions are written out as they stand when the event ends: {@link Requests}.
 */
final class RequestBatch {
    /** Of a stop: as Kafka numbers them. */
    static final int EPOCH_DURING_DELETE = -2;

    record Stop(int leaderEpoch, boolean delete) {}

    private final Map<Integer, Map<Partition, Boolean>> leaderAndIsr = new TreeMap<>();
    private final Map<Integer, Map<TopicPartition, Stop>> stops = new TreeMap<>();
    private final Set<Partition> metadata = new LinkedHashSet<>();
    private final Set<Integer> newcomers = new LinkedHashSet<>();
    private boolean brokersChanged;
    private int elections;
    private int uncleanElections;
    private final Set<TopicPartition> stale = new LinkedHashSet<>();

    /**
     * The partition's leader or replicas changed: its replicas' brokers get LeaderAndIsr, all brokers UpdateMetadata.
     */
    void changed(Partition p, boolean isNew) {
        leaderAndIsr(p.assignment().replicas(), p, isNew);
    }

    /** As {@link #changed}, but LeaderAndIsr to these brokers only. Once new stays new: the first word counts. */
    void leaderAndIsr(Collection<Integer> brokers, Partition p, boolean isNew) {
        for (int b : brokers) leaderAndIsr.computeIfAbsent(b, _ -> new LinkedHashMap<>())
                .merge(p, isNew, Boolean::logicalOr);
        metadata.add(p);
    }

    /** All brokers get UpdateMetadata of the partition. */
    void tell(Partition p) {
        metadata.add(p);
    }

    void stop(int broker, Partition p, int leaderEpoch, boolean delete) {
        stops.computeIfAbsent(broker, _ -> new LinkedHashMap<>()).merge(p.id(), new Stop(leaderEpoch, delete),
                (a, b) -> new Stop(b.leaderEpoch(), a.delete() || b.delete()));
    }

    /** All brokers get UpdateMetadata with the live brokers, these ones with every partition. */
    void brokersChanged(Collection<Integer> came) {
        brokersChanged = true;
        newcomers.addAll(came);
    }

    /** Somebody else wrote this partition's state: it is to be read again. */
    void stale(TopicPartition p) {
        stale.add(p);
    }

    /** Nothing but partitions that nobody led or followed before. */
    boolean onlyNew() {
        return !brokersChanged && stops.isEmpty() && !leaderAndIsr.isEmpty() && leaderAndIsr.values().stream()
                .allMatch(partitions -> partitions.values().stream().allMatch(isNew -> isNew));
    }

    Map<Integer, Map<Partition, Boolean>> leaderAndIsr() {
        return leaderAndIsr;
    }

    Map<Integer, Map<TopicPartition, Stop>> stops() {
        return stops;
    }

    Set<Partition> metadata() {
        return metadata;
    }

    Set<Integer> newcomers() {
        return newcomers;
    }

    boolean brokersChanged() {
        return brokersChanged;
    }

    Set<TopicPartition> stale() {
        return stale;
    }

    /** Another leader was written than before; unclean where it had not been in sync. */
    void election(boolean unclean) {
        elections++;
        if (unclean) uncleanElections++;
    }

    int elections() {
        return elections;
    }

    int uncleanElections() {
        return uncleanElections;
    }
}
