package io.odradek.engine.api;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.AlterConfigsRequest;
import io.odradek.engine.wire.message.AlterConfigsRequest.AlterConfigsResource;
import io.odradek.engine.wire.message.AlterConfigsResponse;
import io.odradek.engine.wire.message.AlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * AlterConfigs, versions 0 to 2 (KIP-133): replaces all overrides of topics, of this broker, or of all brokers; what
 * is not named goes
 * back to its default. Deprecated by IncrementalAlterConfigs, which loses no concurrent change.
 */
final class AlterConfigsHandler implements Handler<AlterConfigsRequest> {
    private final Parts parts;

    AlterConfigsHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Exchange x, AlterConfigsRequest q) {
        List<CompletableFuture<AlterConfigsResourceResponse>> all = new ArrayList<>();
        for (AlterConfigsResource r : q.resources()) {
            all.add(change(r, q.validateOnly()).thenApply(o -> response(r, o)));
        }
        Later.answer(x, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            AlterConfigsResponse response = new AlterConfigsResponse();
            all.forEach(f -> response.responses().add(f.join()));
            return response;
        }), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    private CompletableFuture<ConfigChange.Outcome> change(AlterConfigsResource r, boolean validateOnly) {
        Map<String, String> next = new HashMap<>();
        for (AlterConfigsRequest.AlterableConfig c : r.configs()) {
            if (c.value() == null) {
                return CompletableFuture.completedFuture(new ConfigChange.Outcome(ErrorCode.INVALID_REQUEST,
                        "Null value not supported for : " + c.name()));
            }
            next.put(c.name(), c.value());
        }
        return new ConfigChange(parts, new ConfigResource(r.resourceType(), r.resourceName()), next)
                .make(_ -> next, validateOnly);
    }

    private static AlterConfigsResourceResponse response(AlterConfigsResource r, ConfigChange.Outcome o) {
        return new AlterConfigsResourceResponse().resourceType(r.resourceType()).resourceName(r.resourceName())
                .errorCode(o.code().code()).errorMessage(o.message());
    }

    @Override
    public Message onError(ErrorCode error, AlterConfigsRequest q) {
        AlterConfigsResponse response = new AlterConfigsResponse();
        q.resources().forEach(r -> response.responses().add(response(r,
                new ConfigChange.Outcome(error, error.message()))));
        return response;
    }
}
