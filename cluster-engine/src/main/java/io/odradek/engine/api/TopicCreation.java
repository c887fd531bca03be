package io.odradek.engine.api;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.CoordinatorKeys;
import io.odradek.engine.env.Lane;
import io.odradek.engine.replica.ControllerChannel;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the controller for topics that clients named and nobody created, each once at a time. Internal topics get their
 * own
 * partition counts and configurations, as a real broker gives them. Bounded: beyond 1,000 names under way the rest is
 * left
 * out, and clients ask again.
 */
public final class TopicCreation {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCreation.class);
    private static final int MOST = 1000;
    private static final short VERSION = 5;
    private static final int TIMEOUT_MS = 10_000;
    private static final int DEFAULT = -1;

    private final ControllerChannel controller;
    private final Supplier<BrokerConfig> config;
    private final Lane lane;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    TopicCreation(ControllerChannel controller, Supplier<BrokerConfig> config, Lane lane) {
        this.controller = controller;
        this.config = config;
        this.lane = lane;
    }

    /** Any lane; does not wait. */
    public void create(Collection<String> names) {
        send(names.stream().filter(this::mayBegin).map(this::topic).toList());
    }

    /** The same for topics whose partitions and settings somebody else has decided. */
    public void createAsIs(Collection<CreateTopicsRequest.CreatableTopic> topics) {
        send(topics.stream().filter(t -> mayBegin(t.name())).toList());
    }

    private boolean mayBegin(String name) {
        return underWay.size() < MOST && underWay.add(name);
    }

    private void send(List<CreateTopicsRequest.CreatableTopic> topics) {
        CreateTopicsRequest request = new CreateTopicsRequest().timeoutMs(TIMEOUT_MS);
        request.topics().addAll(topics);
        if (request.topics().isEmpty()) return;
        List<String> asked = request.topics().stream().map(CreateTopicsRequest.CreatableTopic::name).toList();
        controller.send(ApiKey.CREATE_TOPICS, request, VERSION, TIMEOUT_MS, lane, new CreateTopicsResponse(),
                (answer, failure) -> {
            asked.forEach(underWay::remove);
            if (failure != null) LOG.info("topics {} could not be created now: {}", asked, failure);
            else answer.topics().forEach(TopicCreation::report);
        });
    }

    private static void report(CreateTopicsResponse.CreatableTopicResult result) {
        ErrorCode error = ErrorCode.of(result.errorCode());
        boolean fine = error == ErrorCode.NONE || error == ErrorCode.TOPIC_ALREADY_EXISTS || error
                == ErrorCode.NOT_CONTROLLER;
        if (!fine) LOG.warn("topic {} could not be created on demand: {} {}", result.name(), error,
                result.errorMessage());
    }

    private CreateTopicsRequest.CreatableTopic topic(String name) {
        BrokerConfig c = config.get();
        return switch (name) {
            case TopicName.OFFSETS -> topic(name, c.get(CoordinatorKeys.OFFSETS_TOPIC_NUM_PARTITIONS),
                    c.get(CoordinatorKeys.OFFSETS_TOPIC_REPLICATION_FACTOR),
                    Map.of("cleanup.policy", "compact", "compression.type", "producer",
                            "segment.bytes", c.get(CoordinatorKeys.OFFSETS_TOPIC_SEGMENT_BYTES).toString()));
            case TopicName.TRANSACTIONS -> topic(name, c.get(CoordinatorKeys.TRANSACTION_STATE_LOG_NUM_PARTITIONS),
                    c.get(CoordinatorKeys.TRANSACTION_STATE_LOG_REPLICATION_FACTOR),
                    Map.of("cleanup.policy", "compact", "compression.type", "uncompressed",
                    "unclean.leader.election.enable", "false",
                            "min.insync.replicas", c.get(CoordinatorKeys.TRANSACTION_STATE_LOG_MIN_ISR).toString(),
                            "segment.bytes", c.get(CoordinatorKeys.TRANSACTION_STATE_LOG_SEGMENT_BYTES).toString()));
            default -> topic(name, DEFAULT, DEFAULT, Map.of());
        };
    }

    private static CreateTopicsRequest.CreatableTopic topic(String name, int partitions, int replicas, Map<String,
            String> configs) {
        CreateTopicsRequest.CreatableTopic t = new CreateTopicsRequest.CreatableTopic().name(name)
                .numPartitions(partitions)
                .replicationFactor((short) replicas);
        configs.forEach((k, v) -> t.configs().add(new CreateTopicsRequest.CreatableTopicConfig().name(k).value(v)));
        return t;
    }
}
