package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateResponse;

/**
 * StreamsGroupTopologyDescriptionUpdate, version 0 (KIP-1331): a member describes the nodes of its topology, for
 * whoever draws it. Kept in the coordinator's memory; members are asked again after a move.
 */
public final class StreamsGroupTopologyDescriptionUpdateHandler
        implements Handler<StreamsGroupTopologyDescriptionUpdateRequest> {
    private final GroupCoordinator groups;

    public StreamsGroupTopologyDescriptionUpdateHandler(GroupCoordinator groups) {
        this.groups = groups;
    }

    @Override
    public void handle(Exchange x, StreamsGroupTopologyDescriptionUpdateRequest q) {
        Answers.send(x, groups.describe(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, StreamsGroupTopologyDescriptionUpdateRequest q) {
        return new StreamsGroupTopologyDescriptionUpdateResponse().errorCode(error.code())
                .errorMessage(error.message());
    }
}
