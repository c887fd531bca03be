package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse;

/**
 * AlterPartitionReassignments, versions 0 and 1, by the controller (KIP-455). 1: may refuse another replication factor
 * (KIP-860).
 */
final class AlterPartitionReassignmentsHandler implements Handler<AlterPartitionReassignmentsRequest> {
    private final Controller controller;

    AlterPartitionReassignmentsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, AlterPartitionReassignmentsRequest q) {
        Later.answer(x, controller.alterReassignments(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, AlterPartitionReassignmentsRequest q) {
        return new AlterPartitionReassignmentsResponse().errorCode(error.code()).errorMessage(error.message());
    }
}
