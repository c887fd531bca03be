package io.odradek.engine.api;

import io.odradek.engine.metadata.Features;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * ApiVersions, versions 0 to 5: what this broker serves, and nothing else. A request of a version that is not known is
 * answered in
 * version 0 with UNSUPPORTED_VERSION and the versions of this one key, so that any client finds a common one (KIP-511).
 * 3: software name and version, checked as a real broker does (KIP-511). 5: the client says which cluster and broker
 * it meant,
 * and is sent back to its bootstrap servers where it got another (KIP-1242). Features (KIP-584) are
 * those that every broker of the cluster supports.
 */
final class ApiVersionsHandler implements Handler<ApiVersionsRequest> {
    private static final Pattern SOFTWARE = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9\\-.]*[a-zA-Z0-9])?");
    private static final int SOFTWARE_SINCE = 3;
    private static final int FEATURES_SINCE = 3;
    private static final int LEVEL_ZERO_SINCE = 4;
    private static final int ANY_NODE = -1;

    private final Supplier<HandlerTable> table;
    private final Metadata metadata;
    private final int brokerId;

    ApiVersionsHandler(Supplier<HandlerTable> table, Metadata metadata, int brokerId) {
        this.table = table;
        this.metadata = metadata;
        this.brokerId = brokerId;
    }

    @Override
    public void handle(Exchange x, ApiVersionsRequest q) {
        ErrorCode error = check(x, q);
        if (error != ErrorCode.NONE) {
            x.answer(new ApiVersionsResponse().errorCode(error.code()));
            return;
        }
        if (x.version() >= SOFTWARE_SINCE) x.session().software(q.clientSoftwareName(), q.clientSoftwareVersion());
        ApiVersionsResponse response = new ApiVersionsResponse();
        for (HandlerTable.Entry<?> e : table.get().entries()) {
            response.apiKeys().add(new ApiVersionsResponse.ApiVersion().apiKey(e.key().id())
                    .minVersion(e.advertised()).maxVersion(e.newest()));
        }
        if (x.version() >= FEATURES_SINCE) addFeatures(response, x.version());
        x.answer(response);
    }

    /** Clients before version 4 choke on features that begin at level 0, so they do not hear of them (KAFKA-17011). */
    private void addFeatures(ApiVersionsResponse response, short version) {
        Features now = metadata.features();
        new TreeMap<>(Features.SUPPORTED).forEach((name, most) -> {
            if (version >= LEVEL_ZERO_SINCE) response.supportedFeatures().add(
                    new ApiVersionsResponse.SupportedFeatureKey().name(name).minVersion((short) 0)
                            .maxVersion(most.shortValue()));
        });
        response.finalizedFeaturesEpoch(now.epoch());
        new TreeMap<>(now.finalized()).forEach((name, level) -> response.finalizedFeatures().add(
                new ApiVersionsResponse.FinalizedFeatureKey().name(name).minVersionLevel(level.shortValue())
                        .maxVersionLevel(level.shortValue())));
    }

    private ErrorCode check(Exchange x, ApiVersionsRequest q) {
        if (x.version() < SOFTWARE_SINCE) return ErrorCode.NONE;
        boolean named = SOFTWARE.matcher(q.clientSoftwareName()).matches()
                && SOFTWARE.matcher(q.clientSoftwareVersion()).matches();
        if (!named) return ErrorCode.INVALID_REQUEST;
        boolean otherCluster = q.clusterId() != null && !q.clusterId().equals(metadata.current().clusterId());
        boolean otherBroker = q.nodeId() != ANY_NODE && q.nodeId() != brokerId;
        return otherCluster || otherBroker ? ErrorCode.REBOOTSTRAP_REQUIRED : ErrorCode.NONE;
    }

    @Override
    public Message onError(ErrorCode error, ApiVersionsRequest q) {
        HandlerTable.Entry<?> own = table.get().of(ApiKey.API_VERSIONS);
        ApiVersionsResponse response = new ApiVersionsResponse().errorCode(error.code());
        if (error == ErrorCode.UNSUPPORTED_VERSION) {
            response.apiKeys().add(new ApiVersionsResponse.ApiVersion().apiKey(own.key().id())
                    .minVersion(own.oldest()).maxVersion(own.newest()));
        }
        return response;
    }
}
