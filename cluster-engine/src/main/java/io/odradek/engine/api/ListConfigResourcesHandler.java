package io.odradek.engine.api;

import io.odradek.engine.metadata.ClusterImage;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.ListConfigResourcesRequest;
import io.odradek.engine.wire.message.ListConfigResourcesResponse;
import java.util.List;
import java.util.stream.Stream;

/**
 * ListConfigResources, versions 0 and 1: what a configuration can be asked of. 0: subscriptions to clients' metrics
 * alone (KIP-714, when this was ListClientMetricsResources). 1: groups with settings of their own, brokers, their
 * loggers, and topics too, or those kinds that are asked for (KIP-1142).
 */
final class ListConfigResourcesHandler implements Handler<ListConfigResourcesRequest> {
    private static final List<Byte> FIRST = List.of(ConfigResource.CLIENT_METRICS);
    private static final List<Byte> ALL = List.of(ConfigResource.TOPIC, ConfigResource.BROKER,
            ConfigResource.BROKER_LOGGER, ConfigResource.CLIENT_METRICS, ConfigResource.GROUP);

    private final Metadata metadata;

    ListConfigResourcesHandler(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public void handle(Exchange x, ListConfigResourcesRequest q) {
        List<Byte> known = x.version() == 0 ? FIRST : ALL;
        List<Byte> asked = q.resourceTypes().isEmpty() ? known : q.resourceTypes();
        if (!known.containsAll(asked)) {
            x.answer(onError(ErrorCode.UNSUPPORTED_VERSION, q));
            return;
        }
        ListConfigResourcesResponse response = new ListConfigResourcesResponse();
        ClusterImage image = metadata.current();
        for (byte type : asked.stream().distinct().toList()) {
            names(image, type).forEach(name -> response.configResources().add(
                    new ListConfigResourcesResponse.ConfigResource().resourceType(type).resourceName(name)));
        }
        x.answer(response);
    }

    private static Stream<String> names(ClusterImage image, byte type) {
        return switch (type) {
            case ConfigResource.TOPIC -> image.topics().keySet().stream();
            case ConfigResource.GROUP -> configured(image, ConfigEntity.GROUPS);
            case ConfigResource.CLIENT_METRICS -> configured(image, ConfigEntity.CLIENT_METRICS);
            default -> image.brokers().keySet().stream().map(String::valueOf);
        };
    }

    private static Stream<String> configured(ClusterImage image, String type) {
        return image.configs().keySet().stream().filter(e -> e.type().equals(type)).map(ConfigEntity::plainName);
    }

    @Override
    public Message onError(ErrorCode error, ListConfigResourcesRequest q) {
        return new ListConfigResourcesResponse().errorCode(error.code());
    }
}
