package io.odradek.engine.api;

import io.odradek.engine.config.ConfigError;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.IncrementalAlterConfigsRequest;
import io.odradek.engine.wire.message.IncrementalAlterConfigsRequest.AlterConfigsResource;
import io.odradek.engine.wire.message.IncrementalAlterConfigsRequest.AlterableConfig;
import io.odradek.engine.wire.message.IncrementalAlterConfigsResponse;
import io.odradek.engine.wire.message.IncrementalAlterConfigsResponse.AlterConfigsResourceResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * IncrementalAlterConfigs, versions 0 and 1 (KIP-339): sets, deletes, appends to or subtracts from single keys of
 * topics, of this
 * broker, of all brokers, of groups, or of subscriptions to clients' metrics. Each resource has its own outcome. Not
 * done: loggers.
 */
final class IncrementalAlterConfigsHandler implements Handler<IncrementalAlterConfigsRequest> {
    private static final byte SET = 0;
    private static final byte DELETE = 1;
    private static final byte APPEND = 2;
    private static final byte SUBTRACT = 3;

    private final Parts parts;

    IncrementalAlterConfigsHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Exchange x, IncrementalAlterConfigsRequest q) {
        List<CompletableFuture<AlterConfigsResourceResponse>> all = new ArrayList<>();
        Set<ConfigResource> seen = new HashSet<>();
        for (AlterConfigsResource r : q.resources()) {
            ConfigResource resource = new ConfigResource(r.resourceType(), r.resourceName());
            CompletableFuture<ConfigChange.Outcome> outcome = seen.add(resource) ? change(resource, r, q.validateOnly())
                    : CompletableFuture.completedFuture(new ConfigChange.Outcome(ErrorCode.INVALID_REQUEST,
                    "Each resource must appear at most once"));
            all.add(outcome.thenApply(o -> response(r, o)));
        }
        Later.answer(x, CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenApply(_ -> {
            IncrementalAlterConfigsResponse response = new IncrementalAlterConfigsResponse();
            all.forEach(f -> response.responses().add(f.join()));
            return response;
        }), () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    private CompletableFuture<ConfigChange.Outcome> change(ConfigResource resource, AlterConfigsResource r,
            boolean validateOnly) {
        Map<String, String> asked = new HashMap<>();
        for (AlterableConfig c : r.configs()) {
            if (asked.containsKey(c.name())) return refused("Error due to duplicate config keys: " + c.name());
            if (c.value() == null && c.configOperation() != DELETE) return refused("Null value not supported for : "
                    + c.name());
            if (c.configOperation() < SET || c.configOperation() > SUBTRACT) return refused("Unknown operation "
                    + c.configOperation());
            asked.put(c.name(), c.value());
        }
        ConfigChange change = new ConfigChange(parts, resource, asked);
        return change.make(overrides -> apply(change, overrides, r.configs()), validateOnly);
    }

    private static CompletableFuture<ConfigChange.Outcome> refused(String why) {
        return CompletableFuture.completedFuture(new ConfigChange.Outcome(ErrorCode.INVALID_REQUEST, why));
    }

    private static Map<String, String> apply(ConfigChange change, Map<String, String> overrides,
            List<AlterableConfig> configs) {
        for (AlterableConfig c : configs) {
            switch (c.configOperation()) {
                case SET -> overrides.put(c.name(), c.value());
                case DELETE -> overrides.remove(c.name());
                case APPEND, SUBTRACT -> change.edit(overrides, c.name(), c.value(), c.configOperation() == APPEND);
                default -> throw new ConfigError("Unknown operation " + c.configOperation());
            }
        }
        return overrides;
    }

    private static AlterConfigsResourceResponse response(AlterConfigsResource r, ConfigChange.Outcome o) {
        return new AlterConfigsResourceResponse().resourceType(r.resourceType()).resourceName(r.resourceName())
                .errorCode(o.code().code()).errorMessage(o.message());
    }

    @Override
    public Message onError(ErrorCode error, IncrementalAlterConfigsRequest q) {
        IncrementalAlterConfigsResponse response = new IncrementalAlterConfigsResponse();
        q.resources().forEach(r -> response.responses().add(response(r,
                new ConfigChange.Outcome(error, error.message()))));
        return response;
    }
}
