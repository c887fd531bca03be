package io.odradek.engine.api;

import io.odradek.engine.coordinator.InternalTopics;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.FindCoordinatorRequest;
import io.odradek.engine.wire.message.FindCoordinatorResponse;
import io.odradek.engine.wire.message.FindCoordinatorResponse.Coordinator;
import java.util.List;

/**
 * FindCoordinator, versions 0 to 6: the broker that leads the partition of the internal topic where a group or a
 * transactional id belongs. A topic that is not there yet is asked for, and the client told to come back.
 * 1: transactional ids. 4: several keys (KIP-699). 6: share groups (KIP-932): refused, see NOT_DONE.md.
 */
public final class FindCoordinatorHandler implements Handler<FindCoordinatorRequest> {
    private static final int SEVERAL_SINCE = 4;
    private static final byte GROUP = 0;
    private static final byte TRANSACTION = 1;

    private final Metadata metadata;
    private final InternalTopics topics;

    public FindCoordinatorHandler(Metadata metadata, InternalTopics topics) {
        this.metadata = metadata;
        this.topics = topics;
    }

    @Override
    public void handle(Exchange x, FindCoordinatorRequest q) {
        boolean several = x.version() >= SEVERAL_SINCE;
        List<String> keys = several ? q.coordinatorKeys() : List.of(q.key());
        List<Coordinator> found = keys.stream().map(k -> find(k, q.keyType(), x.session().listener())).toList();
        x.answer(several ? new FindCoordinatorResponse().coordinators(found) : single(found.getFirst()));
    }

    private Coordinator find(String key, byte type, String listener) {
        if (type != GROUP && type != TRANSACTION) {
            return refused(key, ErrorCode.INVALID_REQUEST, "coordinators of type " + type + " are not served");
        }
        String topic = type == GROUP ? InternalTopics.OFFSETS : InternalTopics.TRANSACTIONS;
        ClusterImage image = metadata.current();
        if (image.topic(topic) == null) {
            topics.ensure(topic);
            return refused(key, ErrorCode.COORDINATOR_NOT_AVAILABLE, topic + " is being made");
        }
        int partition = InternalTopics.partitionOf(key, image.topic(topic).partitionCount());
        PartitionImage at = image.partition(topic, partition);
        BrokerImage broker = at == null || !at.hasLeader() ? null : image.broker(at.leader());
        Endpoint endpoint = broker == null ? null : broker.endpoint(listener);
        if (endpoint == null) {
            return refused(key, ErrorCode.COORDINATOR_NOT_AVAILABLE, topic + "-" + partition + " has no leader");
        }
        return new Coordinator().key(key).nodeId(broker.id()).host(endpoint.host()).port(endpoint.port());
    }

    private static Coordinator refused(String key, ErrorCode error, String why) {
        return new Coordinator().key(key).nodeId(-1).host("").port(-1).errorCode(error.code()).errorMessage(why);
    }

    private static FindCoordinatorResponse single(Coordinator c) {
        return new FindCoordinatorResponse().nodeId(c.nodeId()).host(c.host()).port(c.port())
                .errorCode(c.errorCode()).errorMessage(c.errorMessage());
    }

    @Override
    public Message onError(ErrorCode error, FindCoordinatorRequest q) {
        return new FindCoordinatorResponse().errorCode(error.code()).coordinators(q.coordinatorKeys().stream()
                .map(k -> refused(k, error, error.message())).toList());
    }
}
