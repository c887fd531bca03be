package io.odradek.ui;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.group.GroupDetail;
import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupRow;
import io.odradek.console.group.GroupService;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.GroupFacts;
import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.TopologyFacts;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Page;
import io.odradek.console.snapshot.Snapshots;
import io.odradek.console.streams.StreamsApp;
import io.odradek.console.streams.StreamsRow;
import io.odradek.console.streams.StreamsService;
import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionDetail;
import io.odradek.console.transaction.TransactionPicture;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.console.transaction.TransactionService;
import java.util.List;

/** Groups, applications and transactions in a {@link Feigned} console. */
final class FeignedGroups {
    private static final GroupRow ROW = new GroupRow("weavers", "consumer", "Stable", "consumer", 1, 1,
            List.of(Feigned.TOPIC), 7, 1_500, 9);
    private static final GroupFacts.Member MEMBER = new GroupFacts.Member("m-1", "", "weaver-1", "/127.0.0.1", 3,
            List.of(new Place(Feigned.TOPIC, 0)), List.of(new Place(Feigned.TOPIC, 0), new Place(Feigned.TOPIC, 1)),
            List.of());
    private final Feigned feigned;

    FeignedGroups(Feigned feigned) {
        this.feigned = feigned;
    }

    GroupService groups(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        return new GroupService(clusters, snapshots, audit) {
            @Override
            public Page<GroupRow> list(String cluster, GroupQuery query) {
                try {
                    return feigned.answer(() -> new Page<>(List.of(ROW), 1, 0, Feigned.now()),
                            () -> new Page<>(List.of(), 0, 0, Feigned.now()));
                } catch (Problem nobodyAnswers) {
                    return new Page<>(List.of(), 0, 0, 0);
                }
            }

            @Override
            public Sentence trouble(String cluster) {
                return feigned.trouble();
            }

            @Override
            public GroupDetail describe(String cluster, String group) {
                return feigned.answer(() -> detail(List.of(new GroupDetail.PartitionLag(Feigned.TOPIC, 0, 3, 0, 10, 7,
                        1_500, "m-1", "weaver-1", "/127.0.0.1")), List.of(MEMBER)), () -> detail(List.of(), List.of()));
            }
        };
    }

    private GroupDetail detail(List<GroupDetail.PartitionLag> partitions, List<GroupFacts.Member> members) {
        return new GroupDetail(ROW, "uniform", 3, 3, partitions, members, feigned.trouble(), Feigned.now());
    }

    StreamsService streams(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        StreamsRow row = new StreamsRow("weavers", "streams", "Stable", 2);
        return new StreamsService(clusters, snapshots, audit) {
            @Override
            public List<StreamsRow> list(String cluster) {
                return feigned.answer(() -> List.of(row), List::of);
            }

            @Override
            public StreamsApp describe(String cluster, String app) {
                return feigned.answer(() -> new StreamsApp(row, new TopologyFacts("broker", List.of(
                        new TopologyFacts.Part("0", false, List.of()))), "<svg/>", List.of(new StreamsApp.Flow(
                        Feigned.TOPIC, "source", 2.5, 7)), List.of(MEMBER), feigned.trouble(), Feigned.now()),
                        () -> new StreamsApp(row, null, "", List.of(), List.of(), feigned.trouble(), Feigned.now()));
            }
        };
    }

    TransactionService transactions(Clusters clusters, Snapshots snapshots, AuditLog audit) {
        TransactionRow row = new TransactionRow("clerk-1", "Ongoing", true, 1, 77, 3, Feigned.now() - 5_000, 5_000,
                60_000, 1, List.of(Feigned.TOPIC), false);
        HeldPartition held = new HeldPartition(Feigned.TOPIC, 0, 3, 10, 7, List.of(new HeldPartition.Holder(77, 3, 1, 3,
                Feigned.now(), "clerk-1", false)));
        return new TransactionService(clusters, snapshots, audit) {
            @Override
            public TransactionPicture look(String cluster) {
                return feigned.answer(() -> new TransactionPicture(List.of(row), List.of(held), feigned.trouble(),
                        Feigned.now()), () -> new TransactionPicture(List.of(), List.of(), feigned.trouble(),
                                Feigned.now()));
            }

            @Override
            public Page<TransactionRow> list(String cluster, String text, boolean openOnly, int offset, int limit) {
                return feigned.answer(() -> new Page<>(List.of(row), 1, 0, Feigned.now()),
                        () -> new Page<>(List.of(), 0, 0, Feigned.now()));
            }

            @Override
            public TransactionDetail describe(String cluster, String id) {
                return feigned.answer(() -> new TransactionDetail(row, List.of(new Place(Feigned.TOPIC, 0)),
                        List.of(held), Feigned.now()), () -> {
                            throw Problem.notFound("No such transactional id", id);
                        });
            }
        };
    }
}
