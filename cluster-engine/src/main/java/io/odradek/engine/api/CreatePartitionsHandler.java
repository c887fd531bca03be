package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.CreatePartitionsRequest;
import io.odradek.engine.wire.message.CreatePartitionsResponse;

/**
 * CreatePartitions, versions 0 to 3, by the controller; others answer NOT_CONTROLLER.
 */
final class CreatePartitionsHandler implements Handler<CreatePartitionsRequest> {
    private final Controller controller;

    CreatePartitionsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, CreatePartitionsRequest q) {
        Later.answer(x, controller.createPartitions(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, CreatePartitionsRequest q) {
        CreatePartitionsResponse response = new CreatePartitionsResponse();
        q.topics().forEach(t -> response.results().add(new CreatePartitionsResponse.CreatePartitionsTopicResult()
                .name(t.name())
                .errorCode(error.code())));
        return response;
    }
}
