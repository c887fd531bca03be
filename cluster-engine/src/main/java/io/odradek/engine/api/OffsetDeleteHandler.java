package io.odradek.engine.api;

import io.odradek.engine.coordinator.group.GroupOffsets;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.OffsetDeleteRequest;
import io.odradek.engine.wire.message.OffsetDeleteResponse;

/**
 * OffsetDelete, version 0: forgets committed offsets of topics that nobody in the group is subscribed to (KIP-496).
 */
public final class OffsetDeleteHandler implements Handler<OffsetDeleteRequest> {
    private final GroupOffsets offsets;

    public OffsetDeleteHandler(GroupOffsets offsets) {
        this.offsets = offsets;
    }

    @Override
    public void handle(Exchange x, OffsetDeleteRequest q) {
        Answers.send(x, offsets.delete(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, OffsetDeleteRequest q) {
        return new OffsetDeleteResponse().errorCode(error.code());
    }
}
