package io.odradek.engine.coordinator.group;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Frames;
import io.odradek.engine.wire.message.ConsumerProtocolAssignment;
import io.odradek.engine.wire.message.ConsumerProtocolSubscription;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Requests of a classic member, short. */
final class Classic {
    static final short JOIN = 9;
    static final int SESSION_MS = 10_000;
    static final int REBALANCE_MS = 60_000;

    private static final UnpooledByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private Classic() {}

    static Caller caller(int version) {
        return new Caller("app", "/10.0.0.1", (short) version);
    }

    static JoinGroupRequest request(String group, String memberId, String instanceId, String... topics) {
        return new JoinGroupRequest().groupId(group).memberId(memberId).groupInstanceId(instanceId)
                .sessionTimeoutMs(SESSION_MS).rebalanceTimeoutMs(REBALANCE_MS).protocolType("consumer")
                .protocols(new ArrayList<>(List.of(protocol("range", topics))));
    }

    static JoinGroupRequest.JoinGroupRequestProtocol protocol(String name, String... topics) {
        return new JoinGroupRequest.JoinGroupRequestProtocol().name(name).metadata(subscription(topics));
    }

    static ByteBuf subscription(String... topics) {
        return Frames.versioned((short) 1, new ConsumerProtocolSubscription().topics(new ArrayList<>(List.of(topics))),
                (short) 1, HEAP);
    }

    static byte[] assignment(String topic, List<Integer> partitions) {
        ConsumerProtocolAssignment a = new ConsumerProtocolAssignment();
        if (!partitions.isEmpty()) {
            a.assignedPartitions().add(new ConsumerProtocolAssignment.TopicPartition().topic(topic)
                    .partitions(new ArrayList<>(partitions)));
        }
        return ByteBufUtil.getBytes(Frames.versioned((short) 1, a, (short) 1, HEAP));
    }

    static CompletableFuture<JoinGroupResponse> join(GroupBench b, String memberId, String instanceId) {
        return b.coordinator.join(caller(JOIN), request("g", memberId, instanceId, "t"));
    }

    /** Joins as a new dynamic member: once for the id, once with it. */
    static CompletableFuture<JoinGroupResponse> joinNew(GroupBench b) {
        JoinGroupResponse first = b.now(join(b, "", null));
        if (first.errorCode() != ErrorCode.MEMBER_ID_REQUIRED.code()) {
            throw new AssertionError(ErrorCode.of(first.errorCode()));
        }
        return join(b, first.memberId(), null);
    }

    static CompletableFuture<SyncGroupResponse> sync(GroupBench b, JoinGroupResponse joined,
                                                     Map<String, byte[]> assignments) {
        SyncGroupRequest q = new SyncGroupRequest().groupId("g").memberId(joined.memberId())
                .generationId(joined.generationId()).protocolType("consumer").protocolName(joined.protocolName());
        assignments.forEach((m, a) -> q.assignments().add(new SyncGroupRequest.SyncGroupRequestAssignment()
                .memberId(m).assignment(Unpooled.wrappedBuffer(a))));
        return b.coordinator.sync(q);
    }

    static ErrorCode heartbeat(GroupBench b, String memberId, int generation) {
        return heartbeat(b, memberId, null, generation);
    }

    static ErrorCode heartbeat(GroupBench b, String memberId, String instanceId, int generation) {
        return ErrorCode.of(b.now(b.coordinator.heartbeat(new HeartbeatRequest().groupId("g").memberId(memberId)
                .groupInstanceId(instanceId).generationId(generation))).errorCode());
    }

    static ErrorCode leave(GroupBench b, String memberId) {
        LeaveGroupRequest q = new LeaveGroupRequest().groupId("g").members(new ArrayList<>(List.of(
                new LeaveGroupRequest.MemberIdentity().memberId(memberId))));
        return ErrorCode.of(b.now(b.coordinator.leave(q, (short) 5)).members().getFirst().errorCode());
    }

    /** One member, stable, with a whole topic of one partition. */
    static JoinGroupResponse alone(GroupBench b) {
        CompletableFuture<JoinGroupResponse> f = joinNew(b);
        b.world.pass(3_000);
        JoinGroupResponse joined = b.now(f);
        b.now(sync(b, joined, Map.of(joined.memberId(), assignment("t", List.of(0)))));
        return joined;
    }
}
