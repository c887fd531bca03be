package io.odradek.engine.api;

import io.odradek.engine.controller.Controller;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ElectLeadersRequest;
import io.odradek.engine.wire.message.ElectLeadersResponse;

/**
 * ElectLeaders, versions 0 to 2, by the controller: preferred leaders, or unclean ones where no clean one is left
 * (KIP-460).
 * Version 0 has no error for the whole answer.
 */
final class ElectLeadersHandler implements Handler<ElectLeadersRequest> {
    private final Controller controller;

    ElectLeadersHandler(Controller controller) {
        this.controller = controller;
    }

    @Override
    public void handle(Exchange x, ElectLeadersRequest q) {
        Later.answer(x, controller.electLeaders(q).thenApply(r -> x.version() == 0 ? r.errorCode(ErrorCode.NONE.code())
                : r), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    @Override
    public Message onError(ErrorCode error, ElectLeadersRequest q) {
        ElectLeadersResponse response = new ElectLeadersResponse().errorCode(error.code());
        if (q.topicPartitions() == null) return response;
        q.topicPartitions().forEach(t -> {
            ElectLeadersResponse.ReplicaElectionResult r = new ElectLeadersResponse.ReplicaElectionResult()
                    .topic(t.topic());
            response.replicaElectionResults().add(r);
            t.partitions().forEach(p -> r.partitionResult().add(new ElectLeadersResponse.PartitionResult()
                    .partitionId(p)
                    .errorCode(error.code()).errorMessage(error.message())));
        });
        return response;
    }
}
