package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.Batch;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.OffsetCommitRequest;
import io.odradek.engine.wire.message.OffsetCommitResponse;
import io.odradek.engine.wire.message.OffsetDeleteRequest;
import io.odradek.engine.wire.message.OffsetDeleteResponse;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse;
import io.odradek.engine.wire.message.OffsetFetchResponse.OffsetFetchResponseGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The way in for committed offsets. Safe on any thread; the futures never fail. Topics of commits are known by name:
 * whoever calls has turned ids into names, and keeps the ids in the request.
 */
public final class GroupOffsets {
    /** From this version on, OffsetFetch asks for several groups; before, there is one at the top. */
    private static final int GROUPS_SINCE = 8;
    private static final int TOPIC_IDS_SINCE = 10;

    private final GroupCoordinator coordinator;

    GroupOffsets(GroupCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    public CompletableFuture<OffsetCommitResponse> commit(OffsetCommitRequest q, short version) {
        return coordinator.shards().write(coordinator.partitionOf(q.groupId()),
                s -> s.commits().commit(q, false, version))
                .exceptionally(t -> refused(q, CoordinatorException.errorOf(t)));
    }

    /** Whose transaction offsets belong to. */
    public record Producer(long id, short epoch) {}

    /** Offsets that count when the producer's transaction commits; see {@link TxnCommits}. */
    public CompletableFuture<OffsetCommitResponse> commit(OffsetCommitRequest q, Producer by, short version) {
        return coordinator.shards().writeTransactional(coordinator.partitionOf(q.groupId()), by.id(), by.epoch(),
                s -> s.commits().commit(q, true, version))
                .exceptionally(t -> refused(q, CoordinatorException.errorOf(t)));
    }

    /** The same error for every partition of the request. */
    public static OffsetCommitResponse refused(OffsetCommitRequest q, ErrorCode e) {
        OffsetCommitResponse all = new OffsetCommitResponse();
        q.topics().forEach(t -> all.topics().add(new OffsetCommitResponse.OffsetCommitResponseTopic().name(t.name())
                .topicId(t.topicId()).partitions(new ArrayList<>(t.partitions().stream()
                        .map(p -> new OffsetCommitResponse.OffsetCommitResponsePartition()
                                .partitionIndex(p.partitionIndex()).errorCode(e.code())).toList()))));
        return all;
    }

    /** Ends a producer's transaction in one partition of the offsets topic; NONE when that is committed. */
    public CompletableFuture<ErrorCode> end(int partition, long producerId, short epoch, Batch.Marker marker) {
        return coordinator.shards().writeMarker(partition, producerId, epoch, marker)
                .handle((v, t) -> t == null ? ErrorCode.NONE : CoordinatorException.errorOf(t));
    }

    public CompletableFuture<OffsetDeleteResponse> delete(OffsetDeleteRequest q) {
        return coordinator.write(q.groupId(), s -> s.commits().delete(q),
                e -> new OffsetDeleteResponse().errorCode(e.code()));
    }

    public CompletableFuture<OffsetFetchResponse> fetch(OffsetFetchRequest q, short version) {
        List<OffsetFetchRequest.OffsetFetchRequestGroup> wanted = version >= GROUPS_SINCE ? q.groups()
                : List.of(single(q));
        List<CompletableFuture<OffsetFetchResponseGroup>> all = new ArrayList<>();
        for (OffsetFetchRequest.OffsetFetchRequestGroup g : wanted) {
            all.add(coordinator.read(g.groupId(),
                    s -> s.fetches().fetch(g, q.requireStable(), version >= TOPIC_IDS_SINCE),
                    e -> new OffsetFetchResponseGroup().groupId(g.groupId()).errorCode(e.code())));
        }
        return GroupAdmin.all(all).thenApply(groups -> version >= GROUPS_SINCE
                ? new OffsetFetchResponse().groups(groups) : flat(q, groups.getFirst(), version));
    }

    private static OffsetFetchRequest.OffsetFetchRequestGroup single(OffsetFetchRequest q) {
        return new OffsetFetchRequest.OffsetFetchRequestGroup().groupId(q.groupId())
                .topics(q.topics() == null ? null : new ArrayList<>(q.topics().stream()
                        .map(t -> new OffsetFetchRequest.OffsetFetchRequestTopics().name(t.name())
                                .partitionIndexes(t.partitionIndexes())).toList()));
    }

    private static OffsetFetchResponse flat(OffsetFetchRequest q, OffsetFetchResponseGroup g, short version) {
        OffsetFetchResponse r = new OffsetFetchResponse();
        if (g.errorCode() != 0) {
            if (version >= 2) return r.errorCode(g.errorCode());
            q.topics().forEach(t -> r.topics().add(new OffsetFetchResponse.OffsetFetchResponseTopic().name(t.name())
                    .partitions(new ArrayList<>(t.partitionIndexes().stream().map(p ->
                            new OffsetFetchResponse.OffsetFetchResponsePartition().partitionIndex(p)
                                    .committedOffset(-1).metadata("").errorCode(g.errorCode())).toList()))));
            return r;
        }
        g.topics().forEach(t -> r.topics().add(new OffsetFetchResponse.OffsetFetchResponseTopic().name(t.name())
                .partitions(new ArrayList<>(t.partitions().stream().map(p ->
                        new OffsetFetchResponse.OffsetFetchResponsePartition().partitionIndex(p.partitionIndex())
                                .committedOffset(p.committedOffset()).committedLeaderEpoch(p.committedLeaderEpoch())
                                .metadata(p.metadata()).errorCode(p.errorCode())).toList()))));
        return r;
    }

    /** What was committed for topics that no longer exist is forgotten, in all groups here. */
    public void topicsDeleted(Set<String> names) {
        coordinator.shards().everywhere(s -> s.topicsDeleted(names));
    }
}
