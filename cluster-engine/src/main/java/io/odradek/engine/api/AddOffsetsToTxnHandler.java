package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AddOffsetsToTxnRequest;
import io.odradek.engine.wire.message.AddOffsetsToTxnResponse;

/** AddOffsetsToTxn, versions 0 to 4: a group's offsets become part of a transaction. 2: fencing has its own error. */
public final class AddOffsetsToTxnHandler implements Handler<AddOffsetsToTxnRequest> {
    private static final int FENCED_SINCE = 2;

    private final TransactionCoordinator transactions;

    public AddOffsetsToTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, AddOffsetsToTxnRequest q) {
        Answers.send(x, transactions.addOffsets(q.transactionalId(), q.producerId(), q.producerEpoch(), q.groupId())
                .thenApply(e -> new AddOffsetsToTxnResponse().errorCode((e == ErrorCode.PRODUCER_FENCED
                        && x.version() < FENCED_SINCE ? ErrorCode.INVALID_PRODUCER_EPOCH : e).code())),
                e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, AddOffsetsToTxnRequest q) {
        return new AddOffsetsToTxnResponse().errorCode(error.code());
    }
}
