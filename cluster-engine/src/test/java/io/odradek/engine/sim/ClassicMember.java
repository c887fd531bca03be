package io.odradek.engine.sim;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;
import io.odradek.engine.wire.message.JoinGroupRequest;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A member of the classic protocol: joins, assigns where it leads, syncs, shows itself. */
final class ClassicMember extends Member {
    private static final int SESSION_MS = 3_000;
    private static final int REBALANCE_MS = 1_500;
    private static final String TYPE = "consumer";
    private static final String ASSIGNOR = "sim";

    private String memberId = "";
    private int generation = -1;
    /** Joined, and to be told what it owns. */
    private JoinGroupResponse joined;

    ClassicMember(Scene scene, String key, Consumption group) {
        super(scene, key, group);
    }

    @Override
    String memberId() {
        return memberId;
    }

    @Override
    int generation() {
        return joined == null ? generation : -1;
    }

    @Override
    int epoch() {
        return -1;
    }

    @Override
    void attend() {
        if (joined != null) sync();
        else if (generation < 0) join();
        else heartbeat();
    }

    @Override
    void out() {
        memberId = "";
        behind();
    }

    @Override
    void behind() {
        generation = -1;
        joined = null;
        owned().clear();
    }

    @Override
    void abandon() {
        leave();
    }

    @Override
    void leave() {
        String who = memberId;
        out();
        once(new Question<>(ApiKey.LEAVE_GROUP, 4, () -> new LeaveGroupRequest().groupId(key()).members(List.of(
                new LeaveGroupRequest.MemberIdentity().memberId(who))), LeaveGroupResponse::new,
                a -> ErrorCode.of(a.errorCode())), (_, _) -> again());
    }

    private void join() {
        once(new Question<>(ApiKey.JOIN_GROUP, 7, () -> new JoinGroupRequest().groupId(key()).memberId(memberId)
                .sessionTimeoutMs(SESSION_MS).rebalanceTimeoutMs(REBALANCE_MS).protocolType(TYPE)
                .protocols(List.of(new JoinGroupRequest.JoinGroupRequestProtocol().name(ASSIGNOR)
                        .metadata(subscription()))), JoinGroupResponse::new, a -> ErrorCode.of(a.errorCode())),
                (code, answer) -> {
                    if (code == ErrorCode.MEMBER_ID_REQUIRED) memberId = answer.memberId();
                    else if (code == ErrorCode.NONE) joined(answer);
                    else refused("joins", code);
                    again();
                });
    }

    private void joined(JoinGroupResponse answer) {
        memberId = answer.memberId();
        generation = answer.generationId();
        joined = answer;
    }

    /** {@code int16 version | [topic] | user data}: one topic, none. */
    private ByteBuf subscription() {
        byte[] topic = group.partitions().getFirst().topic().getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer().writeShort(0).writeInt(1).writeShort(topic.length).writeBytes(topic).writeInt(-1);
    }

    private void sync() {
        int as = generation;
        List<SyncGroupRequest.SyncGroupRequestAssignment> plan = joined.leader().equals(memberId) ? plan() : List.of();
        once(new Question<>(ApiKey.SYNC_GROUP, 5, () -> new SyncGroupRequest().groupId(key()).memberId(memberId)
                .generationId(as).protocolType(TYPE).protocolName(ASSIGNOR).assignments(plan),
                SyncGroupResponse::new, a -> ErrorCode.of(a.errorCode())), (code, answer) -> {
                    if (code == ErrorCode.NONE) {
                        joined = null;
                        List<TopicPartition> mine = mine(answer.assignment());
                        world.trace().add("%s owns %s in generation %d", this, mine, as);
                        group.assigned(as, this, mine);
                        mine.forEach(this::take);
                    } else if (!again(code)) {
                        refused("syncs", code);
                    }
                    again();
                });
    }

    private List<SyncGroupRequest.SyncGroupRequestAssignment> plan() {
        List<StringBuilder> shares = new ArrayList<>();
        joined.members().forEach(_ -> shares.add(new StringBuilder()));
        int next = world.random().nextInt(shares.size());
        for (TopicPartition p : group.partitions()) {
            shares.get(next++ % shares.size()).append(p.partition()).append(' ');
        }
        List<SyncGroupRequest.SyncGroupRequestAssignment> plan = new ArrayList<>();
        for (int i = 0; i < shares.size(); i++) {
            plan.add(new SyncGroupRequest.SyncGroupRequestAssignment().memberId(joined.members().get(i).memberId())
                    .assignment(Unpooled.wrappedBuffer(shares.get(i).toString().getBytes(StandardCharsets.UTF_8))));
        }
        return plan;
    }

    private List<TopicPartition> mine(ByteBuf assignment) {
        String text = assignment.toString(StandardCharsets.UTF_8);
        return group.partitions().stream().filter(p -> text.contains(p.partition() + " ")).toList();
    }

    private void heartbeat() {
        once(new Question<>(ApiKey.HEARTBEAT, 4, () -> new HeartbeatRequest().groupId(key()).memberId(memberId)
                .generationId(generation), HeartbeatResponse::new, a -> ErrorCode.of(a.errorCode())), (code, _) -> {
                    if (code != ErrorCode.NONE) refused("shows itself", code);
                    again();
                });
    }
}
