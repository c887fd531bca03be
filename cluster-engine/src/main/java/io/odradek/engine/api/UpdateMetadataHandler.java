package io.odradek.engine.api;

import io.odradek.engine.metadata.MetadataUpdate;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.UpdateMetadataRequest;
import io.odradek.engine.wire.message.UpdateMetadataResponse;
import java.util.concurrent.CompletableFuture;

/**
 * UpdateMetadata, versions 0 to 8, from the controller: all live brokers, and the partitions that changed, for every
 * broker's picture.
 */
final class UpdateMetadataHandler implements Handler<UpdateMetadataRequest> {
    private final Parts parts;
    private final ControllerOrder order;

    UpdateMetadataHandler(Parts parts, ControllerOrder order) {
        this.parts = parts;
        this.order = order;
    }

    @Override
    public void handle(Exchange x, UpdateMetadataRequest q) {
        order.then(() -> CompletableFuture.completedFuture(null), () ->
                parts.replicas().roles().admit(q.controllerEpoch(), q.brokerEpoch(), () -> {
                    MetadataUpdate.apply(q, parts.metadata());
                    x.answer(new UpdateMetadataResponse());
                }, why -> x.answer(onError(why, q))));
    }

    @Override
    public Message onError(ErrorCode error, UpdateMetadataRequest q) {
        return new UpdateMetadataResponse().errorCode(error.code());
    }
}
