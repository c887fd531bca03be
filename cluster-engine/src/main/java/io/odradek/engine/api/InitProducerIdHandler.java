package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.InitProducerIdRequest;
import io.odradek.engine.wire.message.InitProducerIdResponse;

/**
 * InitProducerId, versions 0 to 5. Idempotent producers get a new id with epoch 0 (KIP-98), also where they had one
 * before (KIP-360), as from a real broker. Transactional ones go to their coordinator: the epoch is raised, whatever
 * the producer before them left open is aborted. 3: names what the producer had (KIP-360). Not done: 6, two-phase
 * commit (KIP-939).
 */
public final class InitProducerIdHandler implements Handler<InitProducerIdRequest> {
    private final ProducerIds ids;
    private final TransactionCoordinator transactions;

    public InitProducerIdHandler(ProducerIds ids, TransactionCoordinator transactions) {
        this.ids = ids;
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, InitProducerIdRequest q) {
        if (q.transactionalId() != null) {
            Answers.send(x, transactions.init(q), e -> onError(e, q));
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
