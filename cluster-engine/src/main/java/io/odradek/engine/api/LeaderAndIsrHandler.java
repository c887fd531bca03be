package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrResponse;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * LeaderAndIsr, versions 0 to 7, from the controller: which partitions this broker leads or follows. The topics'
 * configurations are
 * read first, since a new topic's is written without notice. 5: topic ids (KIP-516). 6: recovery state (KIP-704),
 * always recovered here.
 */
final class LeaderAndIsrHandler implements Handler<LeaderAndIsrRequest> {
    private final Parts parts;
    private final ControllerOrder order;

    LeaderAndIsrHandler(Parts parts, ControllerOrder order) {
        this.parts = parts;
        this.order = order;
    }

    @Override
    public void handle(Exchange x, LeaderAndIsrRequest q) {
        Set<String> topics = new LinkedHashSet<>();
        q.ungroupedPartitionStates().forEach(s -> topics.add(s.topicName()));
        q.topicStates().forEach(t -> topics.add(t.topicName()));
        order.then(() -> parts.configs().load(topics), () -> parts.replicas().roles()
                .leaderAndIsr(q, x.version(), x::answer));
    }

    @Override
    public Message onError(ErrorCode error, LeaderAndIsrRequest q) {
        return new LeaderAndIsrResponse().errorCode(error.code());
    }
}
