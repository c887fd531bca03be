package io.odradek.engine.api;

import io.odradek.engine.coordinator.transaction.TransactionAdmin;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeTransactionsRequest;
import io.odradek.engine.wire.message.DescribeTransactionsResponse;

/** DescribeTransactions, version 0: transactional ids coordinated here (KIP-664). */
public final class DescribeTransactionsHandler implements Handler<DescribeTransactionsRequest> {
    private final TransactionAdmin transactions;

    public DescribeTransactionsHandler(TransactionAdmin transactions) {
        this.transactions = transactions;
    }

    @Override
    public void handle(Exchange x, DescribeTransactionsRequest q) {
        Answers.send(x, transactions.describe(q), e -> onError(e, q));
    }

    @Override
    public Message onError(ErrorCode error, DescribeTransactionsRequest q) {
        DescribeTransactionsResponse all = new DescribeTransactionsResponse();
        q.transactionalIds().forEach(id -> all.transactionStates().add(
                new DescribeTransactionsResponse.TransactionState().transactionalId(id).errorCode(error.code())));
        return all;
    }
}
