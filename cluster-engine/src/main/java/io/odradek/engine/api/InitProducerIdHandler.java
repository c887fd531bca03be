package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;

/**
 * InitProducerId, versions 0 to 5, for idempotent producers: a new id with epoch 0 (KIP-98), also where the producer
 * had one before
 * (KIP-360), as a real broker does. Transactional producers are told COORDINATOR_NOT_AVAILABLE: transactions are not
 * done here yet.
 */
final class InitProducerIdHandler implements Handler<InitProducerIdRequest> {
    private final ProducerIds ids;

    InitProducerIdHandler(ProducerIds ids) {
        this.ids = ids;
    }

    @Override
    public void handle(Exchange x, InitProducerIdRequest q) {
        if (q.transactionalId() != null) {
            x.answer(onError(q.transactionalId().isEmpty() ? ErrorCode.INVALID_REQUEST
                    : ErrorCode.COORDINATOR_NOT_AVAILABLE, q));
            return;
        }
        ids.take(id -> x.answer(id == ProducerIds.NONE ? onError(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS, q)
                : new InitProducerIdResponse().producerId(id).producerEpoch((short) 0)));
    }

    @Override
    public Message onError(ErrorCode error, InitProducerIdRequest q) {
        return new InitProducerIdResponse().errorCode(error.code()).producerId(-1).producerEpoch((short) -1);
    }
}
