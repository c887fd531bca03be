package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ControlledShutdownRequest;
import io.odradek.engine.wire.message.ControlledShutdownResponse;

/**
 * ControlledShutdown, versions 0 to 3, from brokers: the controller moves their leaders away before they stop.
 */
final class ControlledShutdownHandler implements Handler<ControlledShutdownRequest> {
    private final Controller controller;

    ControlledShutdownHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, ControlledShutdownRequest q) {
        Later.answer(x, controller.controlledShutdown(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, ControlledShutdownRequest q) {
        return new ControlledShutdownResponse().errorCode(error.code());
    }
}
