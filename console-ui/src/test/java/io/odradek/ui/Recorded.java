package io.odradek.ui;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.odradek.console.Console;
import io.odradek.console.audit.AuditLog;
import io.odradek.console.broker.BrokerService;
import io.odradek.console.cluster.ClusterService;
import io.odradek.console.group.GroupService;
import io.odradek.console.health.HealthService;
import io.odradek.console.inside.Insides;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.metric.MetricService;
import io.odradek.console.overview.OverviewService;
import io.odradek.console.problem.Sentence;
import io.odradek.console.reassign.ReassignService;
import io.odradek.console.record.RecordService;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.session.Sessions;
import io.odradek.console.session.Users;
import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import io.odradek.console.snapshot.BrokerState;
import io.odradek.console.snapshot.PartitionState;
import io.odradek.console.snapshot.Snapshot;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.snapshot.TopicState;
import io.odradek.console.storage.StorageService;
import io.odradek.console.streams.StreamsService;
import io.odradek.console.supervisor.Supervisor;
import io.odradek.console.topic.TopicService;
import io.odradek.console.transaction.TransactionService;
import io.odradek.console.zookeeper.ZookeeperService;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A console whose snapshots a test brings itself. */
final class Recorded {
    private static final List<Integer> BROKERS = List.of(1, 2, 3);

    private Recorded() {
    }

    /** The backend's own services around this one snapshot. */
    static Console console(Settings settings, Clusters clusters, Snapshot snapshot) {
        Snapshots snapshots = new Snapshots(clusters) {
            @Override
            public Snapshot of(String cluster) {
                return snapshot;
            }
        };
        AuditLog audit = new AuditLog(null);
        Users users = new Users(null, audit);
        Insides insides = new Insides();
        ClusterService attached = new ClusterService(clusters, snapshots, audit, null);
        return new Services(settings, Access.PLAIN, clusters, attached, snapshots,
                new OverviewService(clusters, snapshots),
                new BrokerService(clusters, snapshots, audit, insides), new TopicService(clusters, snapshots, audit),
                new GroupService(clusters, snapshots, audit), new ReassignService(clusters, snapshots, audit),
                new StreamsService(clusters, snapshots, audit), new RecordService(clusters, audit),
                new HealthService(snapshots), new MetricService(clusters, snapshots,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                new Supervisor(clusters, snapshots, audit), audit, users,
                new Sessions(users, audit, false, System::currentTimeMillis),
                new ReplicationService(clusters, snapshots, insides),
                new StorageService(clusters, snapshots, insides), new TransactionService(clusters, snapshots, audit),
                new ZookeeperService(clusters, insides, audit, false));
    }

    /** A console of these parts. */
    record Services(Settings settings, Access access, Clusters clusters, ClusterService attached,
            Snapshots snapshots, OverviewService overview, BrokerService brokers, TopicService topics,
            GroupService groups, ReassignService reassign, StreamsService streams, RecordService records,
            HealthService health, MetricService metrics, Supervisor supervisor, AuditLog audit, Users users,
            Sessions sessions, ReplicationService replication, StorageService storage,
            TransactionService transactions, ZookeeperService zookeeper) implements Console {
    }

    /** Topics topic-00000, topic-00001, … of which each has more messages than the one before. */
    static Snapshot snapshot(String cluster, int topics, int partitions) {
        TreeMap<String, TopicState> all = new TreeMap<>();
        for (int i = 0; i < topics; i++) {
            String name = "topic-%05d".formatted(i);
            List<PartitionState> states = new ArrayList<>();
            for (int p = 0; p < partitions; p++) {
                states.add(new PartitionState(p, BROKERS.get((i + p) % 3), 4, BROKERS, BROKERS, 0, i, 100L * i));
            }
            all.put(name, new TopicState(name, "id" + i, false, states, 3, 0, 0, (long) i * partitions,
                    100L * i * partitions, i % 7));
        }
        List<BrokerState> brokers = IntStream.rangeClosed(1, 3)
                .mapToObj(id -> new BrokerState(id, "127.0.0.1", 9091 + id,
                "r" + id, true, id == 1, topics * partitions / 3, topics * partitions, topics * partitions, 1L << 34,
                1L << 36, 1L << 38, "4.3")).toList();
        long now = System.currentTimeMillis();
        return new Snapshot(cluster, now, now, true, Sentence.NONE, "recorded", 1, brokers, all,
                new Snapshot.Totals(0, topics * partitions, 0, 0, 1_000_000, 1L << 34, 1_500, 150_000));
    }
}
