package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ListPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse;

/**
 * ListPartitionReassignments, version 0, by the controller (KIP-455).
 */
final class ListPartitionReassignmentsHandler implements Handler<ListPartitionReassignmentsRequest> {
    private final Controller controller;

    ListPartitionReassignmentsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, ListPartitionReassignmentsRequest q) {
        Later.answer(x, controller.listReassignments(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, ListPartitionReassignmentsRequest q) {
        return new ListPartitionReassignmentsResponse().errorCode(error.code()).errorMessage(error.message());
    }
}
