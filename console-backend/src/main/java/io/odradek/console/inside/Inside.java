package io.odradek.console.inside;

import io.odradek.console.kafka.Place;
import java.util.List;

/**
 * The inside of brokers that this process runs. Calls block for a moment, and throw Problem: NOT_FOUND for a replica
 * that is not there, UNREACHABLE for a broker that does not run. They change nothing.
 */
public interface Inside {

    /**
     * Replicas of the partitions from {@code first} to before {@code end}, on all brokers that run; in no order.
     * Brokers that do not answer are left out.
     */
    List<ReplicaInside> replicas(String topic, int first, int end);

    /** Leaders and in-sync replicas as the brokers know them now. */
    Standings standings();

    /** Segments of one replica, from the one that holds the offset on. */
    LogInside log(int broker, Place place, long from, int limit);

    /** Batches of the segment with this base offset, from the one that holds {@code from} on. */
    BatchPage batches(int broker, Place place, long segment, long from, int limit);

    /** What compaction would keep of one replica. Reads up to 64 MiB twice. */
    CompactionInside compaction(int broker, Place place);
}
