package io.odradek.engine.api;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeClusterRequest;
import io.odradek.engine.wire.message.DescribeClusterResponse;

/**
 * DescribeCluster, versions 0 to 2: cluster id, controller and live brokers by the client's listener (KIP-700).
 * 1: the kind of endpoint (KIP-919); this is a broker, so controllers' endpoints are a mismatch. 2: fenced brokers
 * (KIP-1073), of which
 * a cluster with ZooKeeper has none.
 */
final class DescribeClusterHandler implements Handler<DescribeClusterRequest> {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    private final Metadata metadata;

    DescribeClusterHandler(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, DescribeClusterRequest q) {
        if (q.endpointType() != BROKERS) {
            x.answer(onError(q.endpointType() == CONTROLLERS ? ErrorCode.MISMATCHED_ENDPOINT_TYPE
                    : ErrorCode.UNSUPPORTED_ENDPOINT_TYPE, q));
            return;
        }
        ClusterImage image = metadata.current();
        DescribeClusterResponse response = new DescribeClusterResponse().clusterId(image.clusterId())
                .controllerId(image.controllerId());
        for (BrokerImage b : image.brokers().values()) {
            Endpoint at = b.endpoint(x.session().listener());
            if (at == null) continue;
            response.brokers().add(new DescribeClusterResponse.DescribeClusterBroker().brokerId(b.id()).host(at.host())
                    .port(at.port())
                    .rack(b.rack()));
        }
        if (q.includeClusterAuthorizedOperations()) response.clusterAuthorizedOperations(Operations.CLUSTER);
        x.answer(response);
    }

    @Override
    public Message onError(ErrorCode error, DescribeClusterRequest q) {
        return new DescribeClusterResponse().errorCode(error.code()).errorMessage(error.message()).clusterId("");
    }
}
