package io.odradek.engine.coordinator.transaction;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.env.Clock;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.DescribeTransactionsRequest;
import io.odradek.engine.wire.message.DescribeTransactionsResponse;
import io.odradek.engine.wire.message.ListTransactionsRequest;
import io.odradek.engine.wire.message.ListTransactionsResponse;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** The way in for whoever lists and describes transactions. Safe on any thread; the futures never fail. */
public final class TransactionAdmin {
    private final TransactionCoordinator coordinator;
    private final Clock clock;

    TransactionAdmin(TransactionCoordinator coordinator, Clock clock) {
        this.coordinator = coordinator;
        this.clock = clock;
    }

    public CompletableFuture<DescribeTransactionsResponse> describe(DescribeTransactionsRequest q) {
        List<CompletableFuture<DescribeTransactionsResponse.TransactionState>> all = new ArrayList<>();
        for (String id : q.transactionalIds()) {
            all.add(coordinator.shards().read(coordinator.partitionOf(id), s -> described(id, s.get(id)))
                    .exceptionally(t -> new DescribeTransactionsResponse.TransactionState().transactionalId(id)
                            .errorCode(CoordinatorException.errorOf(t).code())));
        }
        return joined(all).thenApply(r -> new DescribeTransactionsResponse().transactionStates(r));
    }

    private static DescribeTransactionsResponse.TransactionState described(String id, Txn t) {
        var d = new DescribeTransactionsResponse.TransactionState().transactionalId(id);
        if (t == null) return d.errorCode(ErrorCode.TRANSACTIONAL_ID_NOT_FOUND.code());
        d.transactionState(t.state().toString()).transactionTimeoutMs(t.timeoutMs())
                .transactionStartTimeMs(t.startedMs()).producerId(t.producerId()).producerEpoch(t.epoch());
        t.byTopic().forEach((topic, p) -> d.topics().add(
                new DescribeTransactionsResponse.TopicData().topic(topic).partitions(p)));
        return d;
    }

    public CompletableFuture<ListTransactionsResponse> list(ListTransactionsRequest q) {
        List<String> unknown = q.stateFilters().stream().filter(s -> TxnState.named(s) == null).toList();
        Set<TxnState> states = EnumSet.noneOf(TxnState.class);
        q.stateFilters().forEach(s -> {
            if (TxnState.named(s) != null) states.add(TxnState.named(s));
        });
        Pattern pattern;
        try {
            String text = q.transactionalIdPattern();
            pattern = text == null || text.isEmpty() ? null : Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            return CompletableFuture.completedFuture(new ListTransactionsResponse()
                    .errorCode(ErrorCode.INVALID_REGULAR_EXPRESSION.code()));
        }
        boolean nothing = states.isEmpty() && !q.stateFilters().isEmpty();
        Predicate<Txn> wanted = t -> !nothing && (states.isEmpty() || states.contains(t.state()))
                && (q.producerIdFilters().isEmpty() || q.producerIdFilters().contains(t.producerId()))
                && (q.durationFilter() < 0 || t.startedMs() >= 0
                        && clock.wallMs() - t.startedMs() > q.durationFilter())
                && (pattern == null || pattern.matcher(t.id()).matches());
        return list(wanted).thenApply(r -> r.unknownStateFilters(new ArrayList<>(unknown)));
    }

    private CompletableFuture<ListTransactionsResponse> list(Predicate<Txn> wanted) {
        List<CompletableFuture<ListTransactionsResponse>> parts = new ArrayList<>();
        for (int p : coordinator.shards().partitions()) {
            parts.add(coordinator.shards().read(p, s -> {
                ListTransactionsResponse r = new ListTransactionsResponse();
                s.all().stream().filter(t -> t.state() != TxnState.DEAD).filter(wanted).forEach(t ->
                        r.transactionStates().add(new ListTransactionsResponse.TransactionState()
                                .transactionalId(t.id()).producerId(t.producerId())
                                .transactionState(t.state().toString())));
                return r;
            }).exceptionally(t -> new ListTransactionsResponse().errorCode(unlessGone(t))));
        }
        return joined(parts).thenApply(all -> {
            ListTransactionsResponse r = new ListTransactionsResponse();
            for (ListTransactionsResponse one : all) {
                if (one.errorCode() != 0) r.errorCode(one.errorCode());
                r.transactionStates().addAll(one.transactionStates());
            }
            return r;
        });
    }

    private static short unlessGone(Throwable t) {
        ErrorCode e = CoordinatorException.errorOf(t);
        return e == ErrorCode.NOT_COORDINATOR ? 0 : e.code();
    }

    private static <T> CompletableFuture<List<T>> joined(List<CompletableFuture<T>> parts) {
        return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                .thenApply(v -> new ArrayList<>(parts.stream().map(CompletableFuture::join).toList()));
    }
}
