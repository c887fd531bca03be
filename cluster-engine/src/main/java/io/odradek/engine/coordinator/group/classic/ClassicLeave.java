package io.odradek.engine.coordinator.group.classic;

import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.GroupTimer;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;
import java.util.ArrayList;
import java.util.List;

/** LeaveGroup: one member or many, by id or by instance (KIP-345). Lane of the shard only. */
final class ClassicLeave {
    private final GroupWorld world;
    private final ClassicRounds rounds;

    ClassicLeave(GroupWorld world, ClassicRounds rounds) {
        this.world = world;
        this.rounds = rounds;
    }

    Outcome<LeaveGroupResponse> leave(ClassicGroup group, List<LeaveGroupRequest.MemberIdentity> who) {
        List<LeaveGroupResponse.MemberResponse> results = new ArrayList<>(who.size());
        StringBuilder reasons = new StringBuilder("left:");
        boolean any = false;
        boolean pending = false;
        for (LeaveGroupRequest.MemberIdentity m : who) {
            boolean wasPending = group.pendingJoin.contains(m.memberId());
            ErrorCode error = leave(group, m);
            any |= error == ErrorCode.NONE && !wasPending;
            pending |= wasPending;
            reasons.append(' ').append(m.memberId()).append(" (").append(m.reason()).append(')');
            results.add(new LeaveGroupResponse.MemberResponse().memberId(m.memberId())
                    .groupInstanceId(m.groupInstanceId()).errorCode(error.code()));
        }
        LeaveGroupResponse response = new LeaveGroupResponse().members(results);
        if (any) return rounds.afterLoss(group, reasons.toString()).answering(response);
        return (pending ? rounds.completeIfAllJoined(group) : Outcome.<Void>nothing()).answering(response);
    }

    private ErrorCode leave(ClassicGroup group, LeaveGroupRequest.MemberIdentity m) {
        String memberId = m.memberId();
        if (m.groupInstanceId() != null) {
            String current = group.memberOf(m.groupInstanceId());
            if (current == null) return ErrorCode.UNKNOWN_MEMBER_ID;
            if (!memberId.isEmpty() && !memberId.equals(current)) return ErrorCode.FENCED_INSTANCE_ID;
            memberId = current;
        }
        if (group.pendingJoin.contains(memberId)) {
            world.timers().cancel(GroupTimer.session(group.groupId(), memberId));
            group.remove(memberId);
            return ErrorCode.NONE;
        }
        if (group.member(memberId) == null) return ErrorCode.UNKNOWN_MEMBER_ID;
        world.timers().cancel(GroupTimer.session(group.groupId(), memberId));
        rounds.drop(group, memberId);
        return ErrorCode.NONE;
    }
}
