package io.odradek.console.overview;

import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;

/** The overview of a cluster. Never blocks: it reads the snapshot. */
public class OverviewService {

    private final Clusters clusters;
    private final Snapshots snapshots;

    public OverviewService(Clusters clusters, Snapshots snapshots) {
        this.clusters = clusters;
        this.snapshots = snapshots;
    }

    public Overview overview(String cluster) {
        ClusterSpec spec = clusters.spec(cluster);
        Snapshot s = snapshots.of(cluster);
        Snapshot.Totals totals = s.totals();
        int online = s.known() ? (int) s.brokers().stream().filter(BrokerState::online).count() : -1;
        int known = s.known() ? s.brokers().size() : -1;
        int topics = s.known() ? s.topics().size() - totals.internalTopics() : -1;
        return new Overview(cluster, spec.bootstrapServers(), spec.embedded(), s.reachable(), s.trouble(), s.takenMs(),
                s.clusterId(),
                s.controller(), online, known, topics, count(s, totals.internalTopics()), count(s, totals.partitions()),
                count(s, totals.underReplicated()), count(s, totals.offline()), totals.messages(), totals.sizeBytes(),
                s.reachable() ? totals.recordsPerSecond() : -1);
    }

    private static int count(Snapshot snapshot, int count) {
        return snapshot.known() ? count : -1;
    }
}
