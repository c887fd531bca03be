package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ListTransactionsRequest;
import io.odradek.engine.wire.message.ListTransactionsResponse;

/** ListTransactions, versions 0 to 2 (KIP-664). 1: by duration (KIP-994). 2: by pattern (KIP-1152). */
public final class ListTransactionsHandler implements Handler<ListTransactionsRequest> {
    private final TransactionAdmin transactions;

    public ListTransactionsHandler(TransactionAdmin transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, ListTransactionsRequest q) {
        Answers.send(x, transactions.list(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, ListTransactionsRequest q) {
        return new ListTransactionsResponse().errorCode(error.code());
    }
}
