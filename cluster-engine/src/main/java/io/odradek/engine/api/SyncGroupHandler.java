package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.SyncGroupRequest;
import io.odradek.engine.wire.message.SyncGroupResponse;

/**
 * SyncGroup, versions 0 to 5: the leader brings the assignment, everybody gets its part, once it is committed.
 * 3: static members (KIP-345). 5: protocol type and name are checked (KIP-559).
 */
public final class SyncGroupHandler implements Handler<SyncGroupRequest> {
    private final GroupCoordinator groups;

    public SyncGroupHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, SyncGroupRequest q) {
        Answers.send(x, groups.sync(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, SyncGroupRequest q) {
        return new SyncGroupResponse().errorCode(error.code());
    }
}
