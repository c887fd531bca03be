package io.odradek.engine.api;

import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Metadata, versions 0 to 13: brokers by the listener the client uses, and topics by name or id. Version 0 takes an
 * empty list for
 * all topics, later ones null. An unknown topic is created where client and auto.create.topics.enable allow it; the
 * client is
 * told LEADER_NOT_AVAILABLE and asks again.
 * 4: no creation on request (KIP-204). 5: offline replicas. 6: LISTENER_NOT_FOUND. 7: leader epochs. 8-10: allowed
 * operations (KIP-430).
 * 10, 12: topic ids (KIP-516). 13: an error for the whole answer (KIP-1102), never set here.
 */
final class MetadataHandler implements Handler<MetadataRequest> {
    private static final int ALL_BY_NULL_SINCE = 1;
    private static final int LISTENER_NOT_FOUND_SINCE = 6;

    private final Parts parts;
    private final TopicCreation creation;

    MetadataHandler(Parts parts, TopicCreation creation) {
        this.parts = parts;
        this.creation = creation;
    }

    @Override
    public void handle(Exchange x, MetadataRequest q) {
        ClusterImage image = parts.metadata().current();
        String listener = x.session().listener();
        MetadataResponse response = brokers(image, listener);
        boolean all = q.topics() == null || x.version() < ALL_BY_NULL_SINCE && q.topics().isEmpty();
        if (all) {
            image.topics().values().forEach(t -> response.topics().add(topic(image, t, x, q)));
        } else {
            asked(image, q, x, response);
        }
        if (q.includeClusterAuthorizedOperations()) response.clusterAuthorizedOperations(Operations.CLUSTER);
        x.answer(response);
    }

    private static MetadataResponse brokers(ClusterImage image, String listener) {
        MetadataResponse response = new MetadataResponse().clusterId(image.clusterId())
                .controllerId(image.controllerId());
        for (BrokerImage b : image.brokers().values()) {
            Endpoint at = b.endpoint(listener);
            if (at == null) continue;
            response.brokers().add(new MetadataResponse.MetadataResponseBroker().nodeId(b.id()).host(at.host())
                    .port(at.port()).rack(b.rack()));
        }
        return response;
    }

    private void asked(ClusterImage image, MetadataRequest q, Exchange x, MetadataResponse response) {
        Set<String> unknown = new LinkedHashSet<>();
        for (MetadataRequest.MetadataRequestTopic t : q.topics()) {
            // Whoever asks by id leaves the name empty or null.
            boolean byId = !t.topicId().equals(Uuid.ZERO);
            TopicImage known = byId ? image.topic(t.topicId()) : image.topic(t.name());
            if (known != null) response.topics().add(topic(image, known, x, q));
            else if (byId) response.topics().add(missing(ErrorCode.UNKNOWN_TOPIC_ID, null, t.topicId()));
            else response.topics().add(missing(absent(t.name(), q, unknown), t.name(), Uuid.ZERO));
        }
        if (!unknown.isEmpty()) creation.create(unknown);
    }

    private ErrorCode absent(String name, MetadataRequest q, Set<String> unknown) {
        if (!TopicName.valid(name)) return ErrorCode.INVALID_TOPIC_EXCEPTION;
        if (!q.allowAutoTopicCreation() || !parts.config().get().get(ReplicaKeys.AUTO_CREATE_TOPICS_ENABLE)) {
            return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        }
        unknown.add(name);
        return ErrorCode.LEADER_NOT_AVAILABLE;
    }

    private static MetadataResponse.MetadataResponseTopic missing(ErrorCode error, String name, Uuid id) {
        return new MetadataResponse.MetadataResponseTopic().errorCode(error.code()).name(name).topicId(id)
                .isInternal(TopicName.internal(name));
    }

    private static MetadataResponse.MetadataResponseTopic topic(ClusterImage image, TopicImage t, Exchange x,
            MetadataRequest q) {
        List<MetadataResponse.MetadataResponsePartition> partitions = new ArrayList<>(t.partitionCount());
        for (int i = 0; i < t.partitionCount(); i++) partitions.add(partition(image, i, t.partition(i), x));
        MetadataResponse.MetadataResponseTopic topic = new MetadataResponse.MetadataResponseTopic().name(t.name())
                .topicId(t.id())
                .isInternal(TopicName.internal(t.name())).partitions(partitions);
        if (q.includeTopicAuthorizedOperations()) topic.topicAuthorizedOperations(Operations.TOPIC);
        return topic;
    }

    private static MetadataResponse.MetadataResponsePartition partition(ClusterImage image, int number,
            PartitionImage p, Exchange x) {
        ErrorCode error = ErrorCode.NONE;
        int leader = p.leader();
        BrokerImage broker = image.broker(leader);
        if (broker == null) {
            error = ErrorCode.LEADER_NOT_AVAILABLE;
        } else if (broker.endpoint(x.session().listener()) == null) {
            error = x.version() >= LISTENER_NOT_FOUND_SINCE ? ErrorCode.LISTENER_NOT_FOUND
                    : ErrorCode.LEADER_NOT_AVAILABLE;
        }
        return new MetadataResponse.MetadataResponsePartition().errorCode(error.code()).partitionIndex(number)
                .leaderId(error == ErrorCode.NONE ? leader : -1).leaderEpoch(p.leaderEpoch()).replicaNodes(p.replicas())
                .isrNodes(p.isr()).offlineReplicas(offline(image, p));
    }

    /** What the controller told, and replicas on brokers that are gone since. */
    static List<Integer> offline(ClusterImage image, PartitionImage p) {
        List<Integer> offline = new ArrayList<>(p.offlineReplicas());
        for (int id : p.replicas()) if (image.broker(id) == null && !offline.contains(id)) offline.add(id);
        return offline;
    }

    @Override
    public Message onError(ErrorCode error, MetadataRequest q) {
        MetadataResponse response = new MetadataResponse().errorCode(error.code());
        if (q.topics() != null) q.topics().forEach(t -> response.topics()
                .add(missing(error, t.name() == null ? "" : t.name(), t.topicId())));
        return response;
    }
}
