package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ClientMetricsKeys;
import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.GroupKeys;
import io.odradek.engine.config.Key;
import io.odradek.engine.config.NetKeys;
import io.odradek.engine.config.Policies;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.Type;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** One resource's change: from what is set now to what shall be set, checked, then written. */
final class ConfigChange {
    /** What came of it; message null where it is fine. */
    record Outcome(ErrorCode code, String message) {
        static final Outcome FINE = new Outcome(ErrorCode.NONE, null);
    }

    private final Parts parts;
    private final ConfigResource resource;
    private final Map<String, String> asked;

    /** @param asked what the request names, for the operator's policy; values null for what shall go */
    ConfigChange(Parts parts, ConfigResource resource, Map<String, String> asked) {
        this.parts = parts;
        this.resource = resource;
        this.asked = asked;
    }

    /**
     * @param change gets a copy of the overrides that are set, and returns those that shall be; may throw {@link
     * ConfigError}
     */
    CompletableFuture<Outcome> make(UnaryOperator<Map<String, String>> change, boolean validateOnly) {
        ConfigResource.Refusal refusal = resource.refusal(parts);
        if (refusal != null) return CompletableFuture.completedFuture(new Outcome(refusal.code(), refusal.message()));
        CompletableFuture<?> loaded = resource.isTopic() ? parts.configs().load(List.of(resource.name()))
                : CompletableFuture.completedFuture(null);
        return loaded.thenCompose(_ -> {
            Map<String, String> next;
            try {
                next = change.apply(new HashMap<>(parts.metadata().current().config(resource.entity())));
                validate(next);
                parts.policies().configs(resource.type(), resource.name(), asked);
            } catch (Policies.Violation e) {
                ErrorCode code = e.meant() ? ErrorCode.POLICY_VIOLATION : ErrorCode.UNKNOWN_SERVER_ERROR;
                return CompletableFuture.completedFuture(new Outcome(code, e.getMessage()));
            } catch (ConfigError e) {
                return CompletableFuture.completedFuture(new Outcome(ErrorCode.INVALID_CONFIG, e.getMessage()));
            }
            if (validateOnly) return CompletableFuture.completedFuture(Outcome.FINE);
            return parts.configs().alter(resource.entity(), next).thenApply(e ->
                    new Outcome(e, e == ErrorCode.NONE ? null : e.message()));
        });
    }

    private void validate(Map<String, String> next) {
        switch (resource.type()) {
            case ConfigResource.TOPIC -> TopicConfig.validate(next);
            case ConfigResource.GROUP -> GroupKeys.validate(parts.config().get(), next);
            case ConfigResource.CLIENT_METRICS -> ClientMetricsKeys.validate(next);
            default -> validateBroker(next);
        }
    }

    private void validateBroker(Map<String, String> next) {
        Map<String, String> now = parts.metadata().current().config(resource.entity());
        next.forEach((name, value) -> {
            Key<?> plain = BrokerConfig.key(name);
            Key<?> key = plain == null ? BrokerConfig.listenerKey(name) : plain;
            if (key == null || value.equals(now.get(name))) return;
            if (plain != null && NetKeys.PER_LISTENER.contains(plain)) throw new ConfigError(
                    "These security configs can be dynamically updated only per-listener using the listener prefix: ["
                    + name + "]");
            if (key.scope() == Key.Scope.READ_ONLY) throw new ConfigError(
                    "Cannot update these configs dynamically: [" + name + "]");
            if (key.scope() == Key.Scope.PER_BROKER && resource.allBrokers()) {
                throw new ConfigError(
                        "Cannot update these configs at default cluster level, broker id must be specified: ["
                        + name + "]");
            }
            key.parse(value);
        });
        Map<String, String> others = parts.metadata().current().config(ConfigEntity.DEFAULT_BROKER);
        BrokerConfig broker = parts.config().get();
        boolean all = resource.allBrokers();
        broker.with(all ? next : others, all ? Map.of() : next).checkRelations(broker);
    }

    /** Adds to, or takes from, a list: what is set, or the default where nothing is. */
    void edit(Map<String, String> overrides, String name, String value, boolean append) {
        Key<?> key = resource.key(name);
        if (key == null || key.type() != Type.LIST) {
            throw new ConfigError("Config value " + (append ? "append" : "subtract")
                    + " is not allowed for config key: " + name);
        }
        String before = overrides.containsKey(name) ? overrides.get(name) : key.print(key.defaultValue());
        List<String> items = new ArrayList<>(before == null || before.isEmpty() ? List.of()
                : Arrays.asList(before.split("\\s*,\\s*")));
        for (String item : value.split("\\s*,\\s*")) {
            if (!append) items.remove(item);
            else if (!items.contains(item)) items.add(item);
        }
        overrides.put(name, String.join(",", items));
    }
}
