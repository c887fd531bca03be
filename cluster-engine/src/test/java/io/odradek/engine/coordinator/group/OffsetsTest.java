package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.DeleteGroupsRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetDeleteRequest;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse.OffsetFetchResponsePartitions;
import io.odradek.engine.wire.message.TxnOffsetCommitRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private static final long DAY_MS = 86_400_000;

    private final GroupBench b = new GroupBench();

    private ErrorCode commit(String memberId, int generation, long offset) {
        OffsetCommitRequest q = new OffsetCommitRequest().groupId("g").memberId(memberId)
                .generationIdOrMemberEpoch(generation);
        q.topics().add(new OffsetCommitRequest.OffsetCommitRequestTopic().name("t").topicId(Uuid.ZERO)
                .partitions(new ArrayList<>(List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                        .partitionIndex(0).committedOffset(offset).committedMetadata("m")))));
        return ErrorCode.of(b.now(b.coordinator.offsets().commit(q, (short) 9)).topics().getFirst()
                .partitions().getFirst().errorCode());
    }

    private ErrorCode commitInTransaction(long producerId, long offset) {
        TxnOffsetCommitRequest q = new TxnOffsetCommitRequest().groupId("g").transactionalId("x")
                .producerId(producerId).producerEpoch((short) 0);
        q.topics().add(new TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic().name("t").partitions(new ArrayList<>(
                List.of(new TxnOffsetCommitRequest.TxnOffsetCommitRequestPartition().partitionIndex(0)
                        .committedOffset(offset)))));
        return ErrorCode.of(b.now(b.coordinator.offsets().commit(TxnCommits.plain(q),
                new GroupOffsets.Producer(producerId, (short) 0), (short) 5)).topics().getFirst()
                .partitions().getFirst().errorCode());
    }

    private OffsetFetchResponsePartitions fetch(boolean stable) {
        OffsetFetchRequest q = new OffsetFetchRequest().requireStable(stable);
        q.groups().add(new OffsetFetchRequest.OffsetFetchRequestGroup().groupId("g").topics(new ArrayList<>(
                List.of(new OffsetFetchRequest.OffsetFetchRequestTopics().name("t")
                        .partitionIndexes(new ArrayList<>(List.of(0)))))));
        return b.now(b.coordinator.offsets().fetch(q, (short) 9)).groups().getFirst().topics().getFirst()
                .partitions().getFirst();
    }

    private long fetched() {
        return fetch(false).committedOffset();
    }

    @Test
    void whatWasCommittedIsFetchedAlsoByTheNextCoordinator() {
        assertThat(fetched()).isEqualTo(-1);
        assertThat(commit("", -1, 42)).isEqualTo(ErrorCode.NONE);
        assertThat(fetched()).isEqualTo(42);
        b.failover();
        assertThat(fetched()).isEqualTo(42);
        assertThat(fetch(false).metadata()).isEqualTo("m");
    }

    @Test
    void everyVersionFindsWhatWasCommitted() {
        b.topic("t", 1);
        commit("", -1, 42);
        for (short version = 1; version < 8; version++) {
            OffsetFetchRequest q = new OffsetFetchRequest().groupId("g").topics(version == 1 ? new ArrayList<>(
                    List.of(new OffsetFetchRequest.OffsetFetchRequestTopic().name("t")
                            .partitionIndexes(new ArrayList<>(List.of(0))))) : null);
            var topics = b.now(b.coordinator.offsets().fetch(q, version)).topics();
            assertThat(topics.getFirst().partitions().getFirst().committedOffset()).as("version %d", version)
                    .isEqualTo(42);
        }
        OffsetFetchRequest byId = new OffsetFetchRequest();
        byId.groups().add(new OffsetFetchRequest.OffsetFetchRequestGroup().groupId("g").topics(new ArrayList<>(
                List.of(byId(GroupBench.id("t")), byId(GroupBench.id("gone"))))));
        byId.groups().add(new OffsetFetchRequest.OffsetFetchRequestGroup().groupId("g").topics(null));
        byId.groups().add(new OffsetFetchRequest.OffsetFetchRequestGroup().groupId("none").topics(null));
        var groups = b.now(b.coordinator.offsets().fetch(byId, (short) 10)).groups();
        assertThat(groups.getFirst().topics().getFirst().partitions().getFirst().committedOffset()).isEqualTo(42);
        assertThat(groups.getFirst().topics().getLast().partitions().getFirst().errorCode())
                .isEqualTo(ErrorCode.UNKNOWN_TOPIC_ID.code());
        assertThat(groups.get(1).topics().getFirst().topicId()).isEqualTo(GroupBench.id("t"));
        assertThat(groups.get(2).topics()).isEmpty();
    }

    private static OffsetFetchRequest.OffsetFetchRequestTopics byId(Uuid id) {
        return new OffsetFetchRequest.OffsetFetchRequestTopics().topicId(id)
                .partitionIndexes(new ArrayList<>(List.of(0)));
    }

    @Test
    void onlyMembersOfThisGenerationCommitWhileThereAreMembers() {
        JoinGroupResponse m = Classic.alone(b);
        assertThat(commit("", -1, 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(commit("stranger", 1, 1)).isEqualTo(ErrorCode.UNKNOWN_MEMBER_ID);
        assertThat(commit(m.memberId(), 2, 1)).isEqualTo(ErrorCode.ILLEGAL_GENERATION);
        assertThat(commit(m.memberId(), 1, 1)).isEqualTo(ErrorCode.NONE);
        Classic.leave(b, m.memberId());
        assertThat(commit("", -1, 5)).isEqualTo(ErrorCode.NONE);
    }

    @Test
    void aCommitIsAnsweredWhenItIsCommittedInTheLog() {
        b.log.hold();
        var answer = b.coordinator.offsets().commit(new OffsetCommitRequest().groupId("g").topics(new ArrayList<>(
                List.of(new OffsetCommitRequest.OffsetCommitRequestTopic().name("t").partitions(new ArrayList<>(
                        List.of(new OffsetCommitRequest.OffsetCommitRequestPartition())))))), (short) 9);
        b.world.settle();
        assertThat(answer).isNotDone();
        b.log.commit();
        assertThat(answer).isDone();
    }

    @Test
    void aLogThatRefusesChangesNothing() {
        b.log.refuse(ErrorCode.NOT_ENOUGH_REPLICAS);
        assertThat(commit("", -1, 42)).isEqualTo(ErrorCode.COORDINATOR_NOT_AVAILABLE);
        b.log.refuse(ErrorCode.NONE);
        assertThat(fetched()).isEqualTo(-1);
    }

    @Test
    void offsetsOfATransactionCountWhenItCommits() {
        commit("", -1, 1);
        assertThat(commitInTransaction(7, 10)).isEqualTo(ErrorCode.NONE);
        assertThat(fetched()).isEqualTo(1);
        assertThat(fetch(true).errorCode()).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT.code());
        b.failover();
        assertThat(fetch(true).errorCode()).isEqualTo(ErrorCode.UNSTABLE_OFFSET_COMMIT.code());
        b.now(b.coordinator.shards().writeMarker(0, 7, (short) 0, new Batch.Marker(true, 0)));
        assertThat(fetch(true).committedOffset()).isEqualTo(10);
        commitInTransaction(7, 20);
        b.now(b.coordinator.shards().writeMarker(0, 7, (short) 0, new Batch.Marker(false, 0)));
        assertThat(fetch(true).committedOffset()).isEqualTo(10);
        b.failover();
        assertThat(fetched()).isEqualTo(10);
    }

    @Test
    void aCommitAfterATransactionsOwnIsNotUndoneByItsEnd() {
        commitInTransaction(7, 10);
        commit("", -1, 30);
        b.now(b.coordinator.shards().writeMarker(0, 7, (short) 0, new Batch.Marker(true, 0)));
        assertThat(fetched()).isEqualTo(30);
    }

    @Test
    void offsetsOfAnEmptyGroupExpireAndTheGroupWithThem() {
        commit("", -1, 42);
        b.world.pass(7 * DAY_MS - 1_200_000);
        assertThat(fetched()).isEqualTo(42);
        b.world.pass(1_800_000);
        assertThat(fetched()).isEqualTo(-1);
        b.world.pass(600_000);
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups()).isEmpty();
    }

    @Test
    void manyOffsetsThatAreOverdueGoOneRunAfterTheOther() {
        for (int g = 0; g < 2_500; g++) {
            OffsetCommitRequest q = new OffsetCommitRequest().groupId("g" + g).generationIdOrMemberEpoch(-1);
            q.topics().add(new OffsetCommitRequest.OffsetCommitRequestTopic().name("t").topicId(Uuid.ZERO)
                    .partitions(new ArrayList<>(List.of(new OffsetCommitRequest.OffsetCommitRequestPartition()
                            .partitionIndex(0).committedOffset(1)))));
            b.now(b.coordinator.offsets().commit(q, (short) 9));
        }
        b.world.pass(7 * DAY_MS + 600_000);
        assertThat(b.<Integer>shard(s -> s.offsets().size())).isZero();
    }

    @Test
    void anEmptyGroupWithOffsetsIsDeletedWhole() {
        JoinGroupResponse m = Classic.alone(b);
        commit(m.memberId(), 1, 9);
        DeleteGroupsRequest q = new DeleteGroupsRequest().groupsNames(new ArrayList<>(List.of("g", "h")));
        var busy = b.now(b.coordinator.admin().delete(q)).results();
        assertThat(busy.get(0).errorCode()).isEqualTo(ErrorCode.NON_EMPTY_GROUP.code());
        assertThat(busy.get(1).errorCode()).isEqualTo(ErrorCode.GROUP_ID_NOT_FOUND.code());
        Classic.leave(b, m.memberId());
        assertThat(b.now(b.coordinator.admin().delete(q)).results().getFirst().errorCode()).isZero();
        assertThat(fetched()).isEqualTo(-1);
        b.failover();
        assertThat(b.now(b.coordinator.admin().list(new ListGroupsRequest())).groups()).isEmpty();
    }

    @Test
    void offsetsOfSubscribedTopicsAreNotDeleted() {
        JoinGroupResponse m = Classic.alone(b);
        commit(m.memberId(), 1, 9);
        OffsetDeleteRequest q = new OffsetDeleteRequest().groupId("g");
        q.topics().add(new OffsetDeleteRequest.OffsetDeleteRequestTopic().name("t").partitions(new ArrayList<>(
                List.of(new OffsetDeleteRequest.OffsetDeleteRequestPartition().partitionIndex(0)))));
        assertThat(b.now(b.coordinator.offsets().delete(q)).topics().getFirst().partitions().getFirst().errorCode())
                .isEqualTo(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC.code());
        Classic.leave(b, m.memberId());
        assertThat(b.now(b.coordinator.offsets().delete(q)).topics().getFirst().partitions().getFirst().errorCode())
                .isZero();
        assertThat(fetched()).isEqualTo(-1);
    }

    @Test
    void offsetsOfADeletedTopicAreForgotten() {
        commit("", -1, 42);
        b.coordinator.offsets().topicsDeleted(Set.of("t"));
        assertThat(fetched()).isEqualTo(-1);
    }
}
