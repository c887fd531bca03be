package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;

/**
 * StreamsGroupHeartbeat, versions 0 and 1 (KIP-1071): joins, stays and leaves. 1: asks for the topology's description
 * (KIP-1331). Static members and topologies that read by regular expression are served; Kafka 4.3 refuses them.
 */
public final class StreamsGroupHeartbeatHandler implements Handler<StreamsGroupHeartbeatRequest> {
    private final GroupCoordinator groups;
    private final Metadata metadata;

    public StreamsGroupHeartbeatHandler(GroupCoordinator groups, Metadata metadata) {
        this.groups = groups;
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, StreamsGroupHeartbeatRequest q) {
        if (!metadata.features().allows(Features.STREAMS)) {
            x.answer(onError(ErrorCode.UNSUPPORTED_VERSION, q));
            return;
        }
        Caller caller = new Caller(x.session().clientId(), "/" + x.session().clientHost(), x.version());
        Answers.send(x, groups.heartbeat(caller, q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, StreamsGroupHeartbeatRequest q) {
        return new StreamsGroupHeartbeatResponse().errorCode(error.code()).status(null);
    }
}
