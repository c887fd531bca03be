package io.odradek.engine.metadata;

import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.UpdateMetadataRequest;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataBroker;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataEndpoint;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataPartitionState;
import io.odradek.engine.wire.message.UpdateMetadataRequest.UpdateMetadataTopicState;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the controller tells every broker, put into the picture: all live brokers, and the partitions that changed.
 * Versions 0 to 4
 * carry no topics, only partitions with their names; since 7 topics have ids. Whether the sender still is the
 * controller is for the
 * caller to check first.
 */
public final class MetadataUpdate {
    private MetadataUpdate() {}

    /** Applies the request as one change. */
    public static ImageDelta apply(UpdateMetadataRequest request, Metadata metadata) {
        return metadata.update(delta -> {
            delta.controllerId(request.controllerId());
            delta.brokers(brokers(request.liveBrokers()));
            for (UpdateMetadataTopicState t : request.topicStates()) {
                for (UpdateMetadataPartitionState p : t.partitionStates()) apply(delta, t.topicName(), t.topicId(), p);
            }
            for (UpdateMetadataPartitionState p : request.ungroupedPartitionStates()) {
                apply(delta, p.topicName(), Uuid.ZERO, p);
            }
        });
    }

    private static void apply(ImageDelta delta, String topic, Uuid id, UpdateMetadataPartitionState p) {
        if (p.leader() == PartitionImage.LEADER_DURING_DELETE) {
            delta.removePartition(topic, p.partitionIndex());
            return;
        }
        delta.partition(topic, id, p.partitionIndex(), new PartitionImage(p.replicas(), p.isr(), p.leader(),
                p.leaderEpoch(), p.zkVersion(), p.offlineReplicas()));
    }

    private static Map<Integer, BrokerImage> brokers(List<UpdateMetadataBroker> live) {
        Map<Integer, BrokerImage> all = new HashMap<>();
        for (UpdateMetadataBroker b : live) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (UpdateMetadataEndpoint e : b.endpoints()) {
                SecurityProtocol protocol = SecurityProtocol.of(e.securityProtocol());
                String listener = e.listener().isEmpty() ? protocol.name() : e.listener();
                endpoints.add(new Endpoint(listener, protocol, e.host(), e.port()));
            }
            all.put(b.id(), new BrokerImage(b.id(), -1, b.rack(), endpoints));
        }
        return all;
    }
}
