package io.odradek.ui;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Plan;
import io.odradek.console.kafka.BatchFacts;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.ConfigRow;
import io.odradek.console.kafka.ProducerFacts;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.reassign.Goal;
import io.odradek.console.reassign.Progress;
import io.odradek.console.reassign.Proposal;
import io.odradek.console.reassign.ReassignService;
import io.odradek.console.reassign.Running;
import io.odradek.console.record.Browse;
import io.odradek.console.record.Cell;
import io.odradek.console.record.Cost;
import io.odradek.console.record.RecordService;
import io.odradek.console.record.RecordView;
import io.odradek.console.record.Slice;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.topic.TopicDetail;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicService;
import io.odradek.console.topic.TopicStore;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Topics, their records and their moves in a {@link Feigned} console. */
final class FeignedTopics {
    private final Feigned feigned;

    FeignedTopics(Feigned feigned) {
        this.feigned = feigned;
    }

    TopicService topics(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        return new TopicService(clusters, snapshots, audit) {
            @Override
            public TopicDetail describe(String cluster, String topic) {
                return feigned.answer(() -> detail(this, snapshots, topic), () -> {
                    throw Problem.notFound("No such topic", topic);
                });
            }

            @Override
            public List<ConfigRow> configuration(String cluster, String topic) {
                return feigned.answer(Feigned::configs, List::of);
            }

            @Override
            public TopicStore store(String cluster, String topic) {
                boolean partial = !feigned.trouble().isEmpty();
                return new TopicStore(replicas(), partial ? null : List.of(new ProducerFacts(0, 77, 3, 12,
                        Feigned.now(), -1, -1)), feigned.trouble(), Feigned.now());
            }
        };
    }

    private TopicDetail detail(TopicService topics, Snapshots snapshots, String topic) {
        TopicRow row = topics.list(Feigned.CLUSTER, TopicQuery.first(3)).items().get(1);
        return new TopicDetail(row, "an-id", snapshots.of(Feigned.CLUSTER).topics().get(topic).partitions(),
                Feigned.now(), feigned.trouble(), Feigned.now());
    }

    static List<ReplicaFacts> replicas() {
        return List.of(new ReplicaFacts(0, 1, "/var/lib/odradek", 1 << 20, 0, false),
                new ReplicaFacts(0, 2, "/var/lib/odradek", 1 << 20, 4, false));
    }

    RecordService records(Clusters clusters, AuditLog audit) {
        return new RecordService(clusters, audit) {
            @Override
            public Slice browse(String cluster, Browse browse) {
                return feigned.answer(() -> slice(List.of(one(cluster, Feigned.TOPIC, 0, 5))), () -> slice(List.of()));
            }

            @Override
            public Cost cost(String cluster, Browse browse) {
                return feigned.answer(() -> new Cost(100, 10_000, -1), () -> new Cost(0, 0, -1));
            }

            @Override
            public RecordView one(String cluster, String topic, int partition, long offset) {
                return feigned.answer(() -> new RecordView(topic, partition, offset, Feigned.now(), "CreateTime", 0,
                        cell("odradek"), cell("[\"star\"]"), List.of(new RecordView.Header("from",
                        cell("father"))), new BatchFacts(0, 9, 10, 200, "zstd", -1, -1, -1, "none")), () -> {
                    throw Problem.notFound("No such record", "0:5");
                });
            }
        };
    }

    private static Slice slice(List<RecordView> records) {
        return new Slice(records, Slice.EndReason.END_OF_LOG, 10, 2_000, 0, 12, -1, false, List.of(), "");
    }

    private static Cell cell(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Cell(bytes, bytes.length, "utf-8", text, false, "");
    }

    ReassignService reassign(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        return new ReassignService(clusters, snapshots, audit) {
            @Override
            public Progress running(String cluster) {
                return feigned.answer(() -> new Progress(List.of(new Running(Feigned.TOPIC, 0, List.of(1, 2),
                        List.of(3), List.of(1), 500, 1_000)), 1 << 20, feigned.trouble(), Feigned.now()),
                        () -> new Progress(List.of(), 0, feigned.trouble(), Feigned.now()));
            }

            @Override
            public Proposal plan(String cluster, Goal goal, long throttleBytes) {
                return feigned.answer(() -> proposal(List.of()), () -> proposal(List.of(
                        Sentence.of("Nothing has to move"))));
            }
        };
    }

    private static Proposal proposal(List<Sentence> refusals) {
        return new Proposal(new Plan(Sentence.of("Reassign {0} partitions", 0), List.of(), List.of(), refusals, "",
                ""), List.of(), List.of(), 0, 0);
    }
}
