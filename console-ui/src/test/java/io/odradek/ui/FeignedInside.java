package io.odradek.ui;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.inside.BatchPage;
import io.odradek.console.inside.CompactionInside;
import io.odradek.console.inside.Insides;
import io.odradek.console.inside.LogInside;
import io.odradek.console.inside.ReplicaInside;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.replication.PartitionReplication;
import io.odradek.console.replication.ReplicationService;
import io.odradek.console.replication.TopicReplication;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.storage.StorageService;
import io.odradek.console.zookeeper.Ensemble;
import io.odradek.console.zookeeper.Znode;
import io.odradek.console.zookeeper.ZnodeChange;
import io.odradek.console.zookeeper.ZnodeRow;
import io.odradek.console.zookeeper.ZookeeperService;
import java.util.List;
import java.util.function.Consumer;

/** What only clusters in the same process tell, in a {@link Feigned} console. */
final class FeignedInside {
    private final Feigned feigned;

    FeignedInside(Feigned feigned) {
        this.feigned = feigned;
    }

    ReplicationService replication(Clusters clusters, Snapshots snapshots, Insides insides) {
        return new ReplicationService(clusters, snapshots, insides) {
            @Override
            public TopicReplication topic(String cluster, String topic, int first, int limit) {
                return feigned.answer(() -> look(List.of(new PartitionReplication(0, 1, 4, List.of(1, 2), List.of(), 0,
                        10, 10, 10, List.of(), List.of(new ReplicaInside.EpochStart(4, 0))))), () -> look(List.of()));
            }
        };
    }

    private TopicReplication look(List<PartitionReplication> partitions) {
        return new TopicReplication(Feigned.TOPIC, true, partitions.size(), 0, partitions, feigned.trouble(),
                Feigned.now());
    }

    StorageService storage(Clusters clusters, Snapshots snapshots, Insides insides) {
        return new StorageService(clusters, snapshots, insides) {
            @Override
            public boolean inside(String cluster) {
                return feigned.trouble().isEmpty();
            }

            @Override
            public List<ReplicaFacts> replicas(String cluster, String topic) {
                return feigned.answer(FeignedTopics::replicas, List::of);
            }

            @Override
            public LogInside log(String cluster, int broker, Place place, long from, int limit) {
                return feigned.answer(() -> segments(List.of(new LogInside.SegmentInside(0, 10, 1_000, 1, 2, 10, 12, 0,
                        0, true))), () -> segments(List.of()));
            }

            @Override
            public BatchPage batches(String cluster, int broker, Place place, long segment, long from, int limit) {
                return feigned.answer(() -> new BatchPage(List.of(new BatchPage.BatchInside(0, 100, 0, 9, 10, 4, 77, 3,
                        0, 9, "zstd", false, true, false, 1, 2, -1, 0xBEEF, true)), -1),
                        () -> new BatchPage(List.of(), -1));
            }

            @Override
            public CompactionInside compaction(String cluster, int broker, Place place) {
                return feigned.answer(() -> new CompactionInside(0, 10, true, true, List.of(
                        new CompactionInside.KeptSegment(0, 1_000, 400, 10, 4))),
                        () -> new CompactionInside(0, 0, false, true, List.of()));
            }
        };
    }

    private static LogInside segments(List<LogInside.SegmentInside> segments) {
        return new LogInside("/var/lib/odradek", 0, 10, 10, 10, 10, 1_000, segments.size(), 0, false, true, -1, -1,
                1 << 30, 604_800_000, segments);
    }

    ZookeeperService zookeeper(Clusters clusters, Insides insides, AuditLog audit) {
        return new ZookeeperService(clusters, insides, audit, true) {
            @Override
            public Ensemble view(String cluster) {
                return feigned.answer(() -> new Ensemble("127.0.0.1:2181", true, true, List.of(new Ensemble.Client(
                        "0x1", "broker 1", "127.0.0.1:5000", 1))),
                () -> new Ensemble("127.0.0.1:2181", true, true, null));
            }

            @Override
            public Znode node(String cluster, String path) {
                return new Znode(path, new Znode.Data(2, "JSON", "{}", false), new Znode.Stat("1", "1", "1", 1, 1, 0, 0,
                        0, 1), "", "", List.of("world:anyone"), List.of(), Feigned.now());
            }

            @Override
            public Page<ZnodeRow> children(String cluster, String path, String text, int offset, int limit) {
                return feigned.answer(() -> new Page<>(List.of(new ZnodeRow("/brokers", "brokers", 3, 0, 0, 1, "")), 1,
                        0, Feigned.now()), () -> new Page<>(List.of(), 0, 0, Feigned.now()));
            }

            @Override
            public List<ZnodeChange> changes(String cluster, int limit) {
                return List.of();
            }

            @Override
            public Runnable listen(String cluster, Consumer<ZnodeChange> listener) {
                return () -> { };
            }
        };
    }
}
