package io.odradek.console.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.inside.ReplicaInside;
import io.odradek.console.kafka.EndFacts;
import io.odradek.console.kafka.ReplicaFacts;
import io.odradek.console.kafka.TopicFacts;
import io.odradek.console.snapshot.PartitionState;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final List<Integer> REPLICAS = List.of(1, 2, 3);
    private static final PartitionState SWEPT = new PartitionState(0, 1, -1, REPLICAS, REPLICAS, 0, 90, 1_000);

    @Test
    void eachReplicaTellsItsOwnAndTheLeaderItsFollowers() {
        ReplicaInside leader = new ReplicaInside(1, 0, true, false, 1, 7, 3, REPLICAS, List.of(1, 2), List.of(1, 2, 3),
                0, 80, 90, 100, 1_000, List.of(new ReplicaInside.EpochStart(7, 50)),
                List.of(new ReplicaInside.FollowerInside(2, 100, 0, 20),
                        new ReplicaInside.FollowerInside(3, 60, 12_000, 11_000)));
        ReplicaInside follower = new ReplicaInside(2, 0, false, false, 1, 7, 3, REPLICAS, REPLICAS, List.of(), 0, 85,
                90, 100, 900, List.of(), List.of());
        PartitionReplication seen = InsideLook.of(SWEPT, List.of(follower, leader));
        assertThat(seen.leader()).isEqualTo(1);
        assertThat(seen.leaderEpoch()).isEqualTo(7);
        assertThat(seen.isr()).containsExactly(1, 2);
        assertThat(seen.proposed()).containsExactly(1, 2, 3);
        assertThat(seen.epochs()).hasSize(1);
        assertThat(seen.replicas()).extracting(ReplicaRow::role).containsExactly("leader", "follower", "away");
        ReplicaRow second = seen.replicas().get(1);
        assertThat(List.of(second.lag(), second.lagMs(), second.bytesBehind())).containsExactly(0L, 0L, 100L);
        ReplicaRow third = seen.replicas().get(2);
        assertThat(third.inSync()).isFalse();
        assertThat(third.logEnd()).as("as its leader last saw it").isEqualTo(60);
        assertThat(List.of(third.lag(), third.lagMs(), third.bytes())).containsExactly(40L, 12_000L, -1L);
    }

    @Test
    void withoutALeaderWhatIsThereIsShown() {
        ReplicaInside left = new ReplicaInside(2, 0, false, false, -1, 8, 4, REPLICAS, List.of(2), List.of(), 0, 85, 90,
                95, 900, List.of(), List.of());
        PartitionReplication seen = InsideLook.of(SWEPT, List.of(left));
        assertThat(seen.leader()).isEqualTo(-1);
        assertThat(seen.logEnd()).isEqualTo(-1);
        assertThat(seen.replicas().get(1).logEnd()).isEqualTo(95);
        assertThat(seen.replicas()).allMatch(row -> row.lag() == -1);
        assertThat(InsideLook.of(SWEPT, List.of()).replicas()).allMatch(row -> row.role().equals("away"));
    }

    @Test
    void ofTwoThatThinkTheyLeadTheNewerEpochIsRight() {
        ReplicaInside old = new ReplicaInside(1, 0, true, false, 1, 7, 3, REPLICAS, REPLICAS, List.of(), 0, 9, 9, 9, 1,
                List.of(), List.of());
        ReplicaInside fresh = new ReplicaInside(2, 0, true, false, 2, 8, 4, REPLICAS, List.of(2, 3), List.of(), 0, 8,
                8, 8, 1, List.of(), List.of());
        assertThat(InsideLook.of(SWEPT, List.of(old, fresh)).leader()).isEqualTo(2);
        assertThat(InsideLook.of(SWEPT, List.of(fresh, old)).leader()).isEqualTo(2);
    }

    @Test
    void fromOutsideWhatTheProtocolDoesNotTellIsUnknown() {
        TopicFacts.Partition partition = new TopicFacts.Partition(0, 1, REPLICAS, List.of(1, 2));
        PartitionReplication seen = OutsideLook.of(partition, new EndFacts(5, 80, 90, 6),
                List.of(new ReplicaFacts(0, 1, "/d", 1_000, 0, false), new ReplicaFacts(0, 2, "/d", 1_000, 0, false)));
        assertThat(seen.leaderEpoch()).isEqualTo(6);
        assertThat(seen.logEnd()).isEqualTo(-1);
        assertThat(seen.highWatermark() - seen.lastStable()).isEqualTo(10);
        assertThat(seen.replicas()).extracting(ReplicaRow::role).containsExactly("leader", "follower", "away");
        assertThat(seen.replicas()).allMatch(row -> row.lag() == -1 && row.lagMs() == -1 && row.logEnd() == -1);
        assertThat(seen.replicas().get(1).bytesBehind()).isZero();
        assertThat(OutsideLook.of(partition, null, List.of()).highWatermark()).isEqualTo(-1);
    }
}
