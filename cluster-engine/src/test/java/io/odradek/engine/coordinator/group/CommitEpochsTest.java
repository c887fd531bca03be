package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may commit by an epoch that is over (KIP-1251): whoever has had the partition since then. */
class CommitEpochsTest {
    private final GroupBench bench = new GroupBench(Map.of("group.streams.initial.rebalance.delay.ms", "0"));

    private ErrorCode commit(String memberId, int epoch, String topic, int partition) {
        OffsetCommitRequest q = new OffsetCommitRequest().groupId("g").memberId(memberId)
                .generationIdOrMemberEpoch(epoch);
        q.topics().add(new OffsetCommitRequest.OffsetCommitRequestTopic().name(topic).topicId(Uuid.ZERO)
                .partitions(new ArrayList<>(List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                        .partitionIndex(partition).committedOffset(1)))));
        return ErrorCode.of(bench.now(bench.coordinator.offsets().commit(q, (short) 9)).topics().getFirst()
                .partitions().getFirst().errorCode());
    }

    @Test
    void aConsumerCommitsByAnEarlierEpochWhatItHasHadSince() {
        bench.topic("t", 6);
        Consumer one = new Consumer(bench, "m1", null, "t");
        Consumer two = new Consumer(bench, "m2", null, "t");
        one.beat();
        for (int i = 0; i < 6; i++) {
            two.beat();
            one.beat();
        }
        assertThat(one.epoch).isEqualTo(2);
        Set<Integer> mine = one.owned.get(GroupBench.id("t"));
        int kept = mine.iterator().next();
        int given = two.owned.get(GroupBench.id("t")).first();
        for (int i = 0; i < 2; i++) {
            assertThat(commit("m1", 2, "t", kept)).isEqualTo(ErrorCode.NONE);
            assertThat(commit("m1", 1, "t", kept)).isEqualTo(ErrorCode.NONE);
            assertThat(commit("m1", 1, "t", given)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            assertThat(commit("m1", 3, "t", kept)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            assertThat(commit("m2", 1, "t", given)).as("had by somebody else then")
                    .isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            bench.failover();
        }
    }

    @Test
    void whatIsToBeGivenBackMayStillBeCommitted() {
        bench.topic("t", 2);
        Consumer one = new Consumer(bench, "m1", null, "t");
        one.beat();
        new Consumer(bench, "m2", null, "t").beat();
        Set<Integer> had = Set.copyOf(one.owned.get(GroupBench.id("t")));
        one.beat();
        for (int p : had) assertThat(commit("m1", one.epoch, "t", p)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aStreamsThreadCommitsByAnEarlierEpochWhatItsTasksRead() {
        for (String t : List.of("in", "g-re", "g-log")) bench.topic(t, 4);
        StreamsThread a = new StreamsThread(bench, "a", "p");
        StreamsThread b = new StreamsThread(bench, "b", "q");
        a.beat();
        for (int i = 0; i < 6; i++) {
            b.beat();
            a.beat();
        }
        int now = a.epoch;
        int kept = a.counting().getFirst();
        int given = b.counting().getFirst();
        for (int i = 0; i < 2; i++) {
            assertThat(commit("a", 1, "g-re", kept)).isEqualTo(ErrorCode.NONE);
            assertThat(commit("a", 1, "g-re", given)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            assertThat(commit("a", now, "g-re", kept)).isEqualTo(ErrorCode.NONE);
            assertThat(commit("a", 1, "elsewhere", 0)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            assertThat(commit("b", 1, "g-re", given)).isEqualTo(ErrorCode.STALE_MEMBER_EPOCH);
            bench.failover();
        }
    }
}
