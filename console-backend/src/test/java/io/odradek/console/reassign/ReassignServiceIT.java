package io.odradek.console.reassign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.kafka.ClusterSpec;
import io.odradek.console.kafka.Clusters;
import io.odradek.console.kafka.KafkaPeer;
import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Problem;
import io.odradek.console.snapshot.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicas moved between two brokers of Apache Kafka. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReassignServiceIT {

    private static final Actor ACTOR = Actor.anonymous("test");
    private static final int RECORDS = 20;
    private static KafkaPeer peer;
    private static Clusters clusters;
    private static Snapshots snapshots;
    private static AuditLog audit;
    private static ReassignService service;

    @BeforeAll
    static void start() throws Exception {
        peer = KafkaPeer.start(2);
        clusters = new Clusters(List.of(new ClusterSpec("peer", peer.bootstrapServers(), false, Map.of())));
        snapshots = new Snapshots(clusters);
        snapshots.start();
        audit = new AuditLog();
        service = new ReassignService(clusters, snapshots, audit);
        clusters.door("peer").changes().create("heavy", 1, 1, Map.of(), false);
        for (int i = 0; i < RECORDS; i++) {
            clusters.door("peer").writer().write("heavy", 0, null, null, new byte[500_000], List.of());
        }
    }

    @AfterAll
    static void stop() {
        service.close();
        snapshots.close();
        clusters.close();
        peer.close();
    }

    @Test
    void partitionIsMovedUnderAThrottleCancelledMovedAgainAndTheThrottleIsGone() {
        await(() -> snapshots.refresh("peer").topics().containsKey("heavy"));
        int from = snapshots.refresh("peer").topics().get("heavy").partitions().getFirst().leader();
        int to = 3 - from;
        Proposal proposal = service.plan("peer", new Goal.Drain(from, Set.of("hea*")), 100_000);
        assertThat(proposal.moves()).hasSize(1);
        assertThat(proposal.moves().getFirst().after()).containsExactly(to);
        assertThat(proposal.bytes()).isGreaterThan(RECORDS * 500_000L);
        assertThat(proposal.estimatedMs()).isGreaterThan(100_000);
        List<Goal.Wanted> wanted = List.of(new Goal.Wanted("heavy", 0, List.of(to)));
        service.begin(ACTOR, "peer", wanted, 100_000);
        // Brokers hear of throttles and of new replicas a moment after the controller has answered.
        await(() -> service.running("peer").throttleBytes() == 100_000);
        Progress slow = service.running("peer");
        assertThat(slow.partitions()).hasSize(1);
        assertThat(slow.partitions().getFirst().adding()).containsExactly(to);
        assertThat(slow.partitions().getFirst().copied()).isLessThan(slow.partitions().getFirst().total());

        service.cancel(ACTOR, "peer", Set.of());
        await(() -> service.running("peer").partitions().isEmpty());
        await(() -> replicas().equals(List.of(from)));
        await(() -> service.running("peer").throttleBytes() < 0);

        service.begin(ACTOR, "peer", wanted, 100_000);
        service.throttle(ACTOR, "peer", 500_000_000);
        await(() -> service.running("peer").partitions().isEmpty());
        await(() -> service.running("peer").throttleBytes() < 0);
        await(() -> replicas().equals(List.of(to)));
        await(() -> "".equals(clusters.door("peer").configs().ofTopics(List.of("heavy"),
                "follower.replication.throttled.replicas").get("heavy")));
        assertThat(audit.recent(20)).extracting(entry -> entry.action() + " " + entry.result())
                .contains("reassign.begin done", "reassign.cancel done", "reassign.throttle done");
    }

    @Test
    void whatCannotBeIsRefusedWithTheReason() {
        assertThat(service.plan("peer", new Goal.Factor(Set.of("*"), 3), 0).plan().refusals()).hasSize(1);
        assertThatThrownBy(() -> service.plan("peer", new Goal.Spread(Set.of(), Set.of(1)), 0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.INVALID));
        assertThatThrownBy(() -> service.plan("peer", new Goal.Balance(Set.of("nothing-like-it-*")), 0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
        assertThatThrownBy(() -> service.begin(ACTOR, "peer", List.of(new Goal.Wanted("none", 0, List.of(1))), 0))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Problem.Kind.CONFLICT));
    }

    @Test
    void preferredLeaderIsElected() {
        clusters.door("peer").changes().create("led", 2, 2, Map.of(), false);
        await(() -> snapshots.refresh("peer").topics().containsKey("led"));
        Place place = new Place("led", 0);
        assertThat(service.planElect("peer", false, Set.of(place)).steps()).hasSize(1);
        service.elect(ACTOR, "peer", false, Set.of(place));
        await(() -> snapshots.refresh("peer").topics().get("led").partitions().stream()
                .allMatch(p -> p.leader() == p.replicas().getFirst()));
        assertThatThrownBy(() -> service.elect(ACTOR, "peer", false, Set.of(new Place("led", 99))))
                .isInstanceOf(Problem.class);
    }

    private static List<Integer> replicas() {
        return snapshots.refresh("peer").topics().get("heavy").partitions().getFirst().replicas();
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            snapshots.refresh("peer");
        }
    }
}
