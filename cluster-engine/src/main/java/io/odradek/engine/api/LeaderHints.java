package io.odradek.engine.api;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.message.FetchResponse;
import io.odradek.engine.wire.message.ProduceResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells clients that asked the wrong broker where the leader is (KIP-951), with its address on the listener they use.
 */
final class LeaderHints {
    private final ClusterImage image;
    private final String listener;
    private final Set<Integer> named = new TreeSet<>();

    LeaderHints(Metadata metadata, String listener) {
        this.image = metadata.current();
        this.listener = listener;
    }

    /** Null where the leader is not known. */
    PartitionImage of(TopicPartition name) {
        PartitionImage known = name == null ? null : image.partition(name.topic(), name.partition());
        if (known == null || !known.hasLeader()) return null;
        named.add(known.leader());
        return known;
    }

    List<ProduceResponse.NodeEndpoint> produceEndpoints() {
        List<ProduceResponse.NodeEndpoint> all = new ArrayList<>(0);
        for (int id : named) {
            BrokerImage broker = image.broker(id);
            Endpoint at = broker == null ? null : broker.endpoint(listener);
            if (at == null) continue;
            all.add(new ProduceResponse.NodeEndpoint().nodeId(id).host(at.host()).port(at.port()).rack(broker.rack()));
        }
        return all;
    }

    List<FetchResponse.NodeEndpoint> fetchEndpoints() {
        List<FetchResponse.NodeEndpoint> all = new ArrayList<>(0);
        for (ProduceResponse.NodeEndpoint n : produceEndpoints()) {
            all.add(new FetchResponse.NodeEndpoint().nodeId(n.nodeId()).host(n.host()).port(n.port()).rack(n.rack()));
        }
        return all;
    }
}
