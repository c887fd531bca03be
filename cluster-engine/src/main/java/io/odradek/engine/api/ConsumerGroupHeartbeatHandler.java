package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;

/**
 * ConsumerGroupHeartbeat, versions 0 and 1 (KIP-848): a member joins, stays, says what it has, hears what it may have,
 * leaves. 1: subscription by regular expression, and member ids that the client makes (KIP-1082).
 */
public final class ConsumerGroupHeartbeatHandler implements Handler<ConsumerGroupHeartbeatRequest> {
    private final GroupCoordinator groups;
    private final Metadata metadata;

    public ConsumerGroupHeartbeatHandler(GroupCoordinator groups, Metadata metadata) {
        this.groups = groups;
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, ConsumerGroupHeartbeatRequest q) {
        if (!metadata.features().allows(Features.GROUP)) {
            x.answer(onError(ErrorCode.UNSUPPORTED_VERSION, q));
            return;
        }
        Caller caller = new Caller(x.session().clientId(), "/" + x.session().clientHost(), x.version());
        Answers.send(x, groups.heartbeat(caller, q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, ConsumerGroupHeartbeatRequest q) {
        return new ConsumerGroupHeartbeatResponse().errorCode(error.code());
    }
}
