package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.UpdateFeaturesRequest;
import io.odradek.engine.wire.message.UpdateFeaturesResponse;

/**
 * UpdateFeatures, versions 0 to 2 (KIP-584), by the controller; others answer NOT_CONTROLLER. 1: the kind of a
 * downgrade, and asking without doing (KIP-778); a real broker on ZooKeeper does it all the same. 2: all or nothing,
 * with one outcome.
 */
final class UpdateFeaturesHandler implements Handler<UpdateFeaturesRequest> {
    private static final int WHOLE_SINCE = 2;

    private final Controller controller;

    UpdateFeaturesHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, UpdateFeaturesRequest q) {
        Later.answer(x, controller.updateFeatures(q, x.version() >= WHOLE_SINCE),
                () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, UpdateFeaturesRequest q) {
        return new UpdateFeaturesResponse().errorCode(error.code()).errorMessage(error.message());
    }
}
