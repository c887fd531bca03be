package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.LeaveGroupRequest;
import io.odradek.engine.wire.message.LeaveGroupResponse;

/**
 * LeaveGroup, versions 0 to 5: members leave. 3: many at once, by id or instance (KIP-345). 5: the reason (KIP-800).
 */
public final class LeaveGroupHandler implements Handler<LeaveGroupRequest> {
    private final GroupCoordinator groups;

    public LeaveGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, LeaveGroupRequest q) {
        Answers.send(x, groups.leave(q, x.version()), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, LeaveGroupRequest q) {
        return new LeaveGroupResponse().errorCode(error.code());
    }
}
