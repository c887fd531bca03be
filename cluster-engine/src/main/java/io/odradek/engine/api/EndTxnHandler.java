package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionCoordinator;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.EndTxnRequest;
import io.odradek.engine.wire.message.EndTxnResponse;

/**
 * EndTxn, versions 0 to 4: commits or aborts. Answered once decided; the markers follow. 2: fencing has its own error.
 * Not done: 5, where the epoch is raised with every transaction (KIP-890 part 2).
 */
public final class EndTxnHandler implements Handler<EndTxnRequest> {
    public static final int NEWEST = 4;
    private static final int FENCED_SINCE = 2;

    private final TransactionCoordinator transactions;

    public EndTxnHandler(TransactionCoordinator transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, EndTxnRequest q) {
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
