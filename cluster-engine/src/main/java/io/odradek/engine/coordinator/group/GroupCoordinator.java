package io.odradek.engine.coordinator.group;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.Shards;
import io.odradek.engine.coordinator.group.classic.ClassicGroups;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The way in for members: each request goes to the shard of its group. Safe on any thread. The futures never fail:
 * what went wrong is in the response. Byte fields of a request must stay readable until its future is done.
 */
public final class GroupCoordinator {
    private final Shards<GroupShard> shards;
    private final InternalTopics topics;
    private final GroupConfig config;
    private final Consumer<List<CreatableTopic>> creator;

    public GroupCoordinator(Shards<GroupShard> shards, InternalTopics topics, GroupConfig config) {
        this(shards, topics, config, missing -> {});
    }

    /** @param creator asks the controller for the internal topics of Streams programs, and returns at once */
    public GroupCoordinator(Shards<GroupShard> shards, InternalTopics topics, GroupConfig config,
                            Consumer<List<CreatableTopic>> creator) {
        this.creator = creator;
        this.shards = shards;
        this.topics = topics;
        this.config = config;
    }

    /** Partition of {@code __consumer_offsets} whose leader coordinates the group. */
    public int partitionOf(String groupId) {
        return InternalTopics.partitionOf(groupId, topics.partitions(InternalTopics.OFFSETS));
    }

    /** This broker became leader of a partition of {@code __consumer_offsets}. */
    public void elected(int partition, int leaderEpoch) {
        shards.elected(partition, leaderEpoch);
    }

    public void resigned(int partition) {
        shards.resigned(partition);
    }

    Shards<GroupShard> shards() {
        return shards;
    }

    /** True while a partition of the groups' topic is being read in. */
    public boolean loading() {
        return shards.loading();
    }

    public GroupAdmin admin() {
        return new GroupAdmin(this);
    }

    public GroupOffsets offsets() {
        return new GroupOffsets(this);
    }

    public CompletableFuture<JoinGroupResponse> join(Caller caller, JoinGroupRequest q) {
        Function<ErrorCode, JoinGroupResponse> refuse = e -> new JoinGroupResponse().memberId(q.memberId())
                .errorCode(e.code()).protocolName(caller.apiVersion() >= 7 ? null : "");
        try {
            ClassicGroups.validate(q, config);
        } catch (CoordinatorException e) {
            return CompletableFuture.completedFuture(refuse.apply(e.error()));
        }
        return write(q.groupId(), s -> s.join(caller, q), refuse);
    }

    public CompletableFuture<ConsumerGroupHeartbeatResponse> heartbeat(Caller caller,
                                                                       ConsumerGroupHeartbeatRequest q) {
        if (!config.consumerProtocol()) {
            return CompletableFuture.completedFuture(new ConsumerGroupHeartbeatResponse()
                    .errorCode(ErrorCode.UNSUPPORTED_VERSION.code()));
        }
        return shards.write(partitionOf(q.groupId()), s -> s.heartbeat(caller, q)).exceptionally(t ->
                new ConsumerGroupHeartbeatResponse().errorCode(CoordinatorException.errorOf(t).code())
                        .errorMessage(CoordinatorException.messageOf(t)));
    }

    /** Internal topics that the program needs are made on the way; it hears when they are there. */
    public CompletableFuture<StreamsGroupHeartbeatResponse> heartbeat(Caller caller, StreamsGroupHeartbeatRequest q) {
        if (!config.streamsProtocol()) {
            return CompletableFuture.completedFuture(new StreamsGroupHeartbeatResponse().status(null)
                    .errorCode(ErrorCode.UNSUPPORTED_VERSION.code()));
        }
        return shards.write(partitionOf(q.groupId()), s -> s.streams().heartbeat(caller, q)).thenApply(a -> {
            if (!a.missing().isEmpty()) creator.accept(a.missing());
            return a.response();
        }).exceptionally(t -> new StreamsGroupHeartbeatResponse().status(null)
                .errorCode(CoordinatorException.errorOf(t).code()).errorMessage(CoordinatorException.messageOf(t)));
    }

    /** A member describes its program's topology (KIP-1331). */
    public CompletableFuture<StreamsGroupTopologyDescriptionUpdateResponse> describe(
            StreamsGroupTopologyDescriptionUpdateRequest q) {
        return shards.write(partitionOf(q.groupId()), s -> s.streams().describe(q))
                .thenApply(v -> new StreamsGroupTopologyDescriptionUpdateResponse())
                .exceptionally(t -> new StreamsGroupTopologyDescriptionUpdateResponse()
                        .errorCode(CoordinatorException.errorOf(t).code())
                        .errorMessage(CoordinatorException.messageOf(t)));
    }

    public CompletableFuture<SyncGroupResponse> sync(SyncGroupRequest q) {
        return write(q.groupId(), s -> s.sync(q), e -> new SyncGroupResponse().errorCode(e.code()));
    }

    public CompletableFuture<HeartbeatResponse> heartbeat(HeartbeatRequest q) {
        return write(q.groupId(), s -> s.heartbeat(q), e -> new HeartbeatResponse().errorCode(
                // a coordinator that still loads would say so, but old clients know no retry on it
                (e == ErrorCode.COORDINATOR_LOAD_IN_PROGRESS ? ErrorCode.NONE : e).code()));
    }

    public CompletableFuture<LeaveGroupResponse> leave(LeaveGroupRequest q, short version) {
        boolean single = version < 3;
        List<LeaveGroupRequest.MemberIdentity> who = single
                ? List.of(new LeaveGroupRequest.MemberIdentity().memberId(q.memberId())) : q.members();
        return write(q.groupId(), s -> s.leave(q.groupId(), who), e -> refuseLeave(who, e))
                .thenApply(r -> single && r.errorCode() == 0 && !r.members().isEmpty()
                        ? new LeaveGroupResponse().errorCode(r.members().getFirst().errorCode()) : r);
    }

    /** A group that is not there is told member by member, as Kafka does. */
    private static LeaveGroupResponse refuseLeave(List<LeaveGroupRequest.MemberIdentity> who, ErrorCode e) {
        if (e != ErrorCode.UNKNOWN_MEMBER_ID) return new LeaveGroupResponse().errorCode(e.code());
        return new LeaveGroupResponse().members(who.stream().map(m -> new LeaveGroupResponse.MemberResponse()
                .memberId(m.memberId()).groupInstanceId(m.groupInstanceId()).errorCode(e.code())).toList());
    }

    /** Carries an event out at the group's shard; groups without a name exist for offsets alone. */
    <T> CompletableFuture<T> write(String groupId, Function<GroupShard, Outcome<T>> event,
                                   Function<ErrorCode, T> refuse) {
        if (groupId == null || groupId.isEmpty()) {
            return CompletableFuture.completedFuture(refuse.apply(ErrorCode.INVALID_GROUP_ID));
        }
        return shards.write(partitionOf(groupId), event)
                .exceptionally(t -> refuse.apply(CoordinatorException.errorOf(t)));
    }

    <T> CompletableFuture<T> read(String groupId, Function<GroupShard, T> look, Function<ErrorCode, T> refuse) {
        if (groupId == null) return CompletableFuture.completedFuture(refuse.apply(ErrorCode.INVALID_GROUP_ID));
        return shards.read(partitionOf(groupId), look)
                .exceptionally(t -> refuse.apply(CoordinatorException.errorOf(t)));
    }
}
