package io.odradek.engine.controller;

import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Something to do in ZooKeeper, all at once, and what to do with the replies: perhaps another step. Nothing is
 * changed in the context
 * before its replies are there. Creates, puts, deletes and multis are fenced by whoever carries the step out: they
 * do nothing
 * once another controller has been elected, and then the rest of the event is dropped.
 *
 * @param requests sent together, in order; a multi's reply has a part for each of its parts
 * @param then     gets the replies in the order of the requests; null or a step without requests ends the event
 */
record Step(List<ZkRequest> requests, Function<List<ZkReply>, Step> then) {
    static final Step NONE = null;

    static Step of(List<ZkRequest> requests, Function<List<ZkReply>, Step> then) {
        return new Step(requests, then);
    }

    /** Runs one step to its end, then another. */
    static Step then(Step first, Supplier<Step> next) {
        if (first == null) return next.get();
        return of(first.requests(), replies -> first.then() == null ? next.get()
                : then(first.then().apply(replies), next));
    }
}
