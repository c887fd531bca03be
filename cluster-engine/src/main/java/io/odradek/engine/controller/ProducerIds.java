package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AllocateProducerIdsRequest;
import io.odradek.engine.wire.message.AllocateProducerIdsResponse;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;

import java.util.List;

/** AllocateProducerIds: the next block of ids, written before it is given, so that none is ever given twice. */
final class ProducerIds {
    /** As many as Kafka gives at once. */
    private static final int BLOCK = 1000;

    private ProducerIds() {}

    static Step allocate(Turn turn, AllocateProducerIdsRequest request, AllocateProducerIdsResponse answer) {
        BrokerImage b = turn.ctx().brokers().get(request.brokerId());
        if (b == null || request.brokerEpoch() < b.epoch()) {
            ErrorCode e = b == null ? ErrorCode.BROKER_ID_NOT_REGISTERED : ErrorCode.STALE_BROKER_EPOCH;
            answer.errorCode(e.code());
            return Step.NONE;
        }
        return Step.of(List.of(ZkRequest.get(Znodes.PRODUCER_ID_BLOCK)), found -> {
            ZkReply r = found.getFirst();
            boolean none = r.data() == null || r.data().length == 0;
            long first = none ? 0 : ZnodeJson.decodeProducerIdBlock(r.data()).last() + 1;
            byte[] next = ZnodeJson.encode(new ZnodeJson.ProducerIdBlock(request.brokerId(), first, first + BLOCK - 1));
            return Step.of(List.of(new ZkRequest.Put(Znodes.PRODUCER_ID_BLOCK, next, r.version())), written -> {
                if (written.getFirst().ok()) answer.producerIdStart(first).producerIdLen(BLOCK);
                else answer.errorCode(ErrorCode.COORDINATOR_LOAD_IN_PROGRESS.code());
                return Step.NONE;
            });
        });
    }
}
