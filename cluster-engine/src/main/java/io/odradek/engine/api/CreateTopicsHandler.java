package io.odradek.engine.api;

import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.Entry;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * CreateTopics, versions 2 to 7, by the controller; others answer NOT_CONTROLLER. With validateOnly nothing is created.
 * 5: the answer tells partitions, replicas and configuration (KIP-525). 7: topic ids (KIP-516).
 */
final class CreateTopicsHandler implements Handler<CreateTopicsRequest> {
    private static final int CONFIGS_SINCE = 5;

    private final Parts parts;

    CreateTopicsHandler(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void handle(Exchange x, CreateTopicsRequest q) {
        Later.answer(x, parts.controller().createTopics(q).thenApply(r -> x.version() >= CONFIGS_SINCE
                ? withConfigs(q, r) : r),
                () -> onError(ErrorCode.UNKNOWN_SERVER_ERROR, q));
    }

    private CreateTopicsResponse withConfigs(CreateTopicsRequest q, CreateTopicsResponse response) {
        Map<String, CreateTopicsRequest.CreatableTopic> asked = new HashMap<>();
        q.topics().forEach(t -> asked.put(t.name(), t));
        for (CreateTopicsResponse.CreatableTopicResult r : response.topics()) {
            CreateTopicsRequest.CreatableTopic t = asked.get(r.name());
            if (r.errorCode() == ErrorCode.NONE.code() && t != null) r.configs(configs(t));
        }
        return response;
    }

    private List<CreateTopicsResponse.CreatableTopicConfigs> configs(CreateTopicsRequest.CreatableTopic t) {
        Map<String, String> overrides = new HashMap<>();
        t.configs().forEach(c -> {
            if (c.value() != null) overrides.put(c.name(), c.value());
        });
        List<CreateTopicsResponse.CreatableTopicConfigs> all = new ArrayList<>();
        try {
            for (Entry e : TopicConfig.of(parts.config().get(), overrides).describe()) {
                all.add(new CreateTopicsResponse.CreatableTopicConfigs().name(e.name()).value(e.value())
                        .readOnly(e.readOnly())
                        .configSource(e.source().code()).isSensitive(e.sensitive()));
            }
        } catch (ConfigError e) {
            return null;
        }
        return all;
    }

    @Override
    public Message onError(ErrorCode error, CreateTopicsRequest q) {
        CreateTopicsResponse response = new CreateTopicsResponse();
        q.topics().forEach(t -> response.topics().add(new CreateTopicsResponse.CreatableTopicResult().name(t.name())
                .errorCode(error.code()).errorMessage(error.message())));
        return response;
    }
}
