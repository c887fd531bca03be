package io.odradek.engine.api;

import io.odradek.engine.replica.ControllerChannel;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AllocateProducerIdsRequest;
import io.odradek.engine.wire.message.AllocateProducerIdsResponse;
import java.util.ArrayDeque;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Producer ids, unique in the cluster: taken one by one out of a block that the controller gave this broker (KIP-730).
 * While a block is
 * being fetched those who ask wait, at most 10,000 of them; one more is told to come again. Safe on any thread.
 */
public final class ProducerIds {
    /** Given to one who cannot have an id now. */
    static final long NONE = -1;
    private static final int MOST_WAITING = 10_000;
    private static final long TIMEOUT_MS = 5000;

    private final ControllerChannel controller;
    private final int brokerId;
    private final LongSupplier brokerEpoch;
    private final ArrayDeque<LongConsumer> waiting = new ArrayDeque<>();
    private long next;
    private long end;
    private boolean underWay;

    public ProducerIds(ControllerChannel controller, int brokerId, LongSupplier brokerEpoch) {
        this.controller = controller;
        this.brokerId = brokerId;
        this.brokerEpoch = brokerEpoch;
    }

    public void take(LongConsumer taker) {
        long id = NONE;
        synchronized (this) {
            if (next < end) {
                id = next++;
            } else if (waiting.size() < MOST_WAITING) {
                waiting.add(taker);
                fetch();
                return;
            }
        }
        taker.accept(id);
    }

    private void fetch() {
        if (underWay) return;
        underWay = true;
        AllocateProducerIdsRequest request = new AllocateProducerIdsRequest().brokerId(brokerId)
                .brokerEpoch(brokerEpoch.getAsLong());
        controller.call(ApiKey.ALLOCATE_PRODUCER_IDS, request, (short) 0, TIMEOUT_MS, new AllocateProducerIdsResponse())
                .whenComplete((answer, _) -> fetched(answer));
    }

    private void fetched(AllocateProducerIdsResponse answer) {
        boolean given = answer != null && answer.errorCode() == ErrorCode.NONE.code() && answer.producerIdLen() > 0;
        while (true) {
            LongConsumer taker;
            long id;
            synchronized (this) {
                if (underWay && given) {
                    next = answer.producerIdStart();
                    end = next + answer.producerIdLen();
                }
                underWay = false;
                if (waiting.isEmpty()) return;
                if (given && next == end) {
                    fetch();
                    return;
                }
                taker = waiting.poll();
                id = given ? next++ : NONE;
            }
            taker.accept(id);
        }
    }
}
