package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.HeartbeatRequest;
import io.odradek.engine.wire.message.HeartbeatResponse;

/**
 * Heartbeat, versions 0 to 4: a classic member lives, and hears of rebalances. 3: static members (KIP-345).
 */
public final class HeartbeatHandler implements Handler<HeartbeatRequest> {
    private final GroupCoordinator groups;

    public HeartbeatHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, HeartbeatRequest q) {
        Answers.send(x, groups.heartbeat(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, HeartbeatRequest q) {
        return new HeartbeatResponse().errorCode(error.code());
    }
}
