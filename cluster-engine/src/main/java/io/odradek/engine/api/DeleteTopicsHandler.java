package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DeleteTopicsRequest;
import io.odradek.engine.wire.message.DeleteTopicsResponse;

/**
 * DeleteTopics, versions 1 to 6, by the controller; others answer NOT_CONTROLLER. 6: by topic id (KIP-516).
 */
final class DeleteTopicsHandler implements Handler<DeleteTopicsRequest> {
    private final Controller controller;

    DeleteTopicsHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, DeleteTopicsRequest q) {
        Later.answer(x, controller.deleteTopics(q), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, DeleteTopicsRequest q) {
        DeleteTopicsResponse response = new DeleteTopicsResponse();
        q.topicNames().forEach(n -> response.responses().add(new DeleteTopicsResponse.DeletableTopicResult().name(n)
                .errorCode(error.code())));
        q.topics().forEach(t -> response.responses().add(new DeleteTopicsResponse.DeletableTopicResult().name(t.name())
                .topicId(t.topicId()).errorCode(error.code())));
        return response;
    }
}
