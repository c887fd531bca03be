package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.StopReplicaRequest;
import io.odradek.engine.wire.message.StopReplicaResponse;
import java.util.concurrent.CompletableFuture;

/**
 * StopReplica, versions 0 to 4, from the controller: partitions that this broker has no part in any more, with or
 * without their logs.
 */
final class StopReplicaHandler implements Handler<StopReplicaRequest> {
    private final Parts parts;
    private final ControllerOrder order;

    StopReplicaHandler(Parts parts, ControllerOrder order) {
        this.parts = parts;
        this.order = order;
    }

    @Override
    public void handle(Exchange x, StopReplicaRequest q) {
        order.then(() -> CompletableFuture.completedFuture(null), () -> parts.replicas().roles()
                .stopReplica(q, x::answer));
    }

    @Override
    public Message onError(ErrorCode error, StopReplicaRequest q) {
        return new StopReplicaResponse().errorCode(error.code());
    }
}
