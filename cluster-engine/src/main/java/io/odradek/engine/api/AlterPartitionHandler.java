package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;

/**
 * AlterPartition, versions 2 and 3: a leader changes its ISR at the controller (KIP-497). 3: broker epochs of the
 * members (KIP-903).
 */
final class AlterPartitionHandler implements Handler<AlterPartitionRequest> {
    private final Controller controller;

    AlterPartitionHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, AlterPartitionRequest q) {
        Later.answer(x, controller.alterPartition(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, AlterPartitionRequest q) {
        return new AlterPartitionResponse().errorCode(error.code());
    }
}
