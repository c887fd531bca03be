package io.odradek.console.snapshot;

/**
 * A broker as the last sweep saw it.
 *
 * @param rack      null when none
 * @param online    whether it was in the cluster at the last sweep (a broker that replicas name and the cluster does
 *                  not is offline)
 * @param leaders   partitions it leads
 * @param replicas  partition replicas it holds, by assignment
 * @param inSync    of these, in sync
 * @param sizeBytes bytes in its log directories, -1 when unknown
 * @param usableBytes, totalBytes of the volumes, -1 when unknown
 * @param version   the broker's release as far as its API versions tell, or empty
 */
public record BrokerState(int id, String host, int port, String rack, boolean online, boolean controller, int leaders,
        int replicas,
                          int inSync, long sizeBytes, long usableBytes, long totalBytes, String version) {
}
