package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.ClientMetricsKeys;
import io.odradek.engine.config.Entry;
import io.odradek.engine.config.GroupKeys;
import io.odradek.engine.config.Key;
import io.odradek.engine.config.Source;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.config.Type;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.DescribeConfigsRequest;
import io.odradek.engine.wire.message.DescribeConfigsRequest.DescribeConfigsResource;
import io.odradek.engine.wire.message.DescribeConfigsResponse;
import io.odradek.engine.wire.message.DescribeConfigsResponse.DescribeConfigsResourceResult;
import io.odradek.engine.wire.message.DescribeConfigsResponse.DescribeConfigsResult;
import io.odradek.engine.wire.message.DescribeConfigsResponse.DescribeConfigsSynonym;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * DescribeConfigs, versions 1 to 4: topics, this broker, and the dynamic values of all brokers (empty name), with
 * their origins.
 * Sensitive values are never told. 1: synonyms (KIP-226). 3: types and documentation (KIP-569).
 * Groups (KIP-848) and subscriptions to clients' metrics (KIP-714) too. Not done: loggers.
 */
final class DescribeConfigsHandler implements Handler<DescribeConfigsRequest> {
    private final Parts parts;

    DescribeConfigsHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Exchange x, DescribeConfigsRequest q) {
        List<String> topics = q.resources().stream().filter(r -> r.resourceType() == ConfigResource.TOPIC
                && parts.metadata().current().topic(r.resourceName()) != null)
                .map(DescribeConfigsResource::resourceName).toList();
        if (topics.isEmpty()) {
            x.answer(answer(q));
            return;
        }
        Later.answer(x, parts.configs().refresh(topics).thenApply(_ -> answer(q)),
                () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    private DescribeConfigsResponse answer(DescribeConfigsRequest q) {
        DescribeConfigsResponse response = new DescribeConfigsResponse();
        q.resources().forEach(r -> response.results().add(describe(q, r)));
        return response;
    }

    private DescribeConfigsResult describe(DescribeConfigsRequest q, DescribeConfigsResource r) {
        ConfigResource resource = new ConfigResource(r.resourceType(), r.resourceName());
        DescribeConfigsResult result = new DescribeConfigsResult().resourceType(r.resourceType())
                .resourceName(r.resourceName());
        ConfigResource.Refusal refusal = resource.refusal(parts);
        if (refusal != null) return result.errorCode(refusal.code().code()).errorMessage(refusal.message());
        List<String> keys = r.configurationKeys();
        for (Entry e : entries(resource)) {
            if (keys == null || keys.isEmpty() || keys.contains(e.name())) result.configs().add(told(e, q));
        }
        return result;
    }

    private List<Entry> entries(ConfigResource resource) {
        BrokerConfig broker = parts.config().get();
        Map<String, String> set = parts.metadata().current().config(resource.entity());
        return switch (resource.type()) {
            case ConfigResource.TOPIC -> TopicConfig.lenient(broker, set).describe();
            case ConfigResource.GROUP -> GroupKeys.describe(broker, set);
            case ConfigResource.CLIENT_METRICS -> ClientMetricsKeys.describe(set);
            default -> resource.allBrokers() ? dynamicDefaults() : broker.describe();
        };
    }

    /** Only what was set for all brokers, as a real broker answers for the empty name. */
    private List<Entry> dynamicDefaults() {
        List<Entry> all = new ArrayList<>();
        Map<String, String> set = parts.metadata().current().config(ConfigEntity.DEFAULT_BROKER);
        set.forEach((name, value) -> {
            Key<?> key = BrokerConfig.key(name);
            if (key == null) {
                all.add(undeclared(name));
                return;
            }
            String shown = key.sensitive() ? null : value;
            all.add(new Entry(name, shown, Source.DYNAMIC_DEFAULT_BROKER_CONFIG, key.type(), key.scope()
                    == Key.Scope.READ_ONLY,
                    key.sensitive(), key.doc(), List.of(new Entry.Synonym(name, shown,
                    Source.DYNAMIC_DEFAULT_BROKER_CONFIG))));
        });
        return all;
    }

    /** What it means is not known here, so it may be a secret. */
    private static Entry undeclared(String name) {
        Source source = Source.DYNAMIC_DEFAULT_BROKER_CONFIG;
        return new Entry(name, null, source, Type.PASSWORD, false, true, null,
                List.of(new Entry.Synonym(name, null, source)));
    }

    private static DescribeConfigsResourceResult told(Entry e, DescribeConfigsRequest q) {
        DescribeConfigsResourceResult c = new DescribeConfigsResourceResult().name(e.name()).value(e.value())
                .readOnly(e.readOnly())
                .configSource(e.source().code()).isSensitive(e.sensitive()).configType(e.type().code());
        if (q.includeDocumentation()) c.documentation(e.doc());
        else c.documentation(null);
        if (!q.includeSynonyms()) return c;
        for (Entry.Synonym s : e.synonyms()) {
            c.synonyms().add(new DescribeConfigsSynonym().name(s.name()).value(s.value()).source(s.source().code()));
        }
        return c;
    }

    @Override
    public Message onError(ErrorCode error, DescribeConfigsRequest q) {
        DescribeConfigsResponse response = new DescribeConfigsResponse();
        q.resources().forEach(r -> response.results().add(new DescribeConfigsResult().resourceType(r.resourceType())
                .resourceName(r.resourceName()).errorCode(error.code()).errorMessage(error.message())));
        return response;
    }
}
