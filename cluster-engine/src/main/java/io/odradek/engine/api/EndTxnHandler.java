package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.EndTxnRequest;
import io.odradek.engine.wire.message.EndTxnResponse;

/**
 * EndTxn, versions 0 to 5: commits or aborts. Answered once decided; the markers follow. 2: fencing has its own error.
 * 5: the epoch is raised with every transaction, and the answer tells it (KIP-890 part 2).
 */
public final class EndTxnHandler implements Handler<EndTxnRequest> {
    private static final int EPOCHS_SINCE = 5;
    private static final int FENCED_SINCE = 2;

    private final TransactionCoordinator transactions;

    public EndTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, EndTxnRequest q) {
        if (x.version() >= EPOCHS_SINCE) {
            Answers.send(x, transactions.turn(q), e -> onError(e, q));
            return;
        }
        Answers.send(x, transactions.end(q.transactionalId(), q.producerId(), q.producerEpoch(), q.committed())
                .thenApply(e -> new EndTxnResponse().errorCode((e == ErrorCode.PRODUCER_FENCED
                        && x.version() < FENCED_SINCE ? ErrorCode.INVALID_PRODUCER_EPOCH : e).code())),
                e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, EndTxnRequest q) {
        return new EndTxnResponse().errorCode(error.code());
    }
}
