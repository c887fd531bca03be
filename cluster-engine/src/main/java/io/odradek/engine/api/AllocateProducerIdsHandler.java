package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AllocateProducerIdsRequest;
import io.odradek.engine.wire.message.AllocateProducerIdsResponse;

/**
 * AllocateProducerIds, version 0, from brokers: the controller hands out the next block of producer ids (KIP-730).
 */
final class AllocateProducerIdsHandler implements Handler<AllocateProducerIdsRequest> {
    private final Controller controller;

    AllocateProducerIdsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, AllocateProducerIdsRequest q) {
        Later.answer(x, controller.allocateProducerIds(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, AllocateProducerIdsRequest q) {
        return new AllocateProducerIdsResponse().errorCode(error.code());
    }
}
