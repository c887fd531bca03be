package io.odradek.engine.controller;

import io.odradek.engine.config.ConfigError;
import io.odradek.engine.config.Policies;
import io.odradek.engine.config.TopicConfig;
import io.odradek.engine.env.Rng;
import io.odradek.engine.metadata.ConfigEntity;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.CreateTopicsRequest;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopic;
import io.odradek.engine.wire.message.CreateTopicsRequest.CreatableTopicConfig;
import io.odradek.engine.wire.message.CreateTopicsResponse;
import io.odradek.engine.wire.message.CreateTopicsResponse.CreatableTopicResult;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * CreateTopics. Each topic's znode, its partitions and their first leaders are one transaction (in pieces of {@value
 * Turn#PIECE} partitions),
 * its configuration is written before. Kafka writes the topic first and lets the controller find it; the tree is the
 * same.
 */
final class TopicCreation {
    private final Turn turn;
    private final CreateTopicsResponse answer;
    private final Rng rng;
    private final int defaultPartitions;
    private final int defaultFactor;
    private final Policies policies;
    private final List<Topic> made = new ArrayList<>();
    private final Map<Topic, CreatableTopicResult> results = new LinkedHashMap<>();
    private final Map<Topic, Map<String, String>> configs = new LinkedHashMap<>();

    private TopicCreation(Turn turn, CreateTopicsResponse answer, Rng rng, Controller.Settings defaults) {
        this.turn = turn;
        this.answer = answer;
        this.rng = rng;
        this.defaultPartitions = defaults.numPartitions();
        this.defaultFactor = defaults.defaultReplicationFactor();
        this.policies = defaults.policies();
    }

    static Step apply(Turn turn, CreateTopicsRequest request, CreateTopicsResponse answer, Rng rng,
            Controller.Settings defaults) {
        TopicCreation c = new TopicCreation(turn, answer, rng, defaults);
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (CreatableTopic t : request.topics()) if (!seen.add(t.name())) twice.add(t.name());
        Set<String> answered = new HashSet<>();
        for (CreatableTopic t : request.topics()) {
            if (!answered.add(t.name())) continue;
            CreatableTopicResult r = new CreatableTopicResult().name(t.name()).errorMessage(null);
            answer.topics().add(r);
            try {
                if (twice.contains(t.name())) {
                    throw new Refusal(ErrorCode.INVALID_REQUEST, "Duplicate topic name: '" + t.name() + "'.");
                }
                c.plan(t, r);
            } catch (Refusal e) {
                r.errorCode(e.code().code()).errorMessage(e.getMessage());
            }
        }
        return request.validateOnly() ? Step.NONE : c.write();
    }

    private void plan(CreatableTopic t, CreatableTopicResult r) {
        ControllerContext ctx = turn.ctx();
        if (ctx.topic(t.name()) != null) {
            throw new Refusal(ErrorCode.TOPIC_ALREADY_EXISTS, "Topic '" + t.name() + "' already exists.");
        }
        TopicRules.checkName(t.name());
        TopicRules.checkCollision(t.name(), ctx.topics());
        TopicRules.checkCollision(t.name(), made);
        Map<String, String> overrides = overrides(t);
        SortedMap<Integer, List<Integer>> replicas = replicas(t);
        askPolicy(t, replicas, overrides);
        Topic topic = new Topic(t.name(), Uuid.random(rng));
        replicas.forEach((n, brokers) -> topic.add(n, Assignment.of(brokers)));
        r.topicId(topic.id()).numPartitions(replicas.size())
                .replicationFactor((short) replicas.get(replicas.firstKey()).size());
        made.add(topic);
        results.put(topic, r);
        configs.put(topic, overrides);
    }

    private void askPolicy(CreatableTopic t, SortedMap<Integer, List<Integer>> replicas, Map<String, String> configs) {
        boolean counted = t.assignments().isEmpty();
        try {
            policies.topic(t.name(), counted ? replicas.size() : null,
                    counted ? (short) replicas.get(replicas.firstKey()).size() : null, counted ? null : replicas,
                    configs);
        } catch (Policies.Violation e) {
            throw new Refusal(e.meant() ? ErrorCode.POLICY_VIOLATION : ErrorCode.UNKNOWN_SERVER_ERROR, e.getMessage());
        }
    }

    private SortedMap<Integer, List<Integer>> replicas(CreatableTopic t) {
        boolean counted = t.numPartitions() != -1 || t.replicationFactor() != -1;
        if (!t.assignments().isEmpty()) {
            if (counted) {
                throw new Refusal(ErrorCode.INVALID_REQUEST,
                        "Both numPartitions or replicationFactor and replicasAssignments "
                        + "were set. Both cannot be used at the same time.");
            }
            return TopicRules.checkAssignments(turn.ctx(), t.assignments());
        }
        int count = t.numPartitions() == -1 ? defaultPartitions : t.numPartitions();
        int factor = t.replicationFactor() == -1 ? defaultFactor : t.replicationFactor();
        TopicRules.checkCounts(turn.ctx(), count, factor);
        int brokers = turn.ctx().brokers().size();
        return TopicRules.placement(turn.ctx()).assign(0, count, factor, rng.nextInt(brokers), rng.nextInt(brokers));
    }

    private static Map<String, String> overrides(CreatableTopic t) {
        Map<String, String> m = new LinkedHashMap<>();
        for (CreatableTopicConfig c : t.configs()) {
            if (c.value() == null) {
                throw new Refusal(ErrorCode.INVALID_CONFIG, "Null value not supported for topic configs: " + c.name());
            }
            m.put(c.name(), c.value());
        }
        try {
            TopicConfig.validate(m);
        } catch (ConfigError e) {
            throw new Refusal(ErrorCode.INVALID_CONFIG, e.getMessage());
        }
        return m;
    }

    private Step write() {
        if (made.isEmpty()) return Step.NONE;
        List<ZkRequest> writes = new ArrayList<>();
        Map<Topic, Integer> at = new LinkedHashMap<>();
        for (Topic t : made) {
            at.put(t, writes.size());
            writes.add(ZkRequest.create(Znodes.config(ConfigEntity.topic(t.name())),
                    ZnodeJson.encodeConfig(configs.get(t))));
            writes.addAll(transactions(t));
        }
        return Step.of(writes, replies -> {
            List<ZkRequest> leftover = new ArrayList<>();
            at.forEach((t, i) -> {
                if (replies.get(i).code() == Code.NODE_EXISTS) {
                    leftover.add(new ZkRequest.Put(Znodes.config(ConfigEntity.topic(t.name())),
                            ZnodeJson.encodeConfig(configs.get(t)), ZkRequest.ANY));
                }
                written(t, replies.get(i + 1));
            });
            // A configuration left behind by a topic of this name that went without it.
            return leftover.isEmpty() ? Step.NONE : Step.of(leftover, _ -> Step.NONE);
        });
    }

    private List<ZkRequest> transactions(Topic t) {
        List<ZkRequest> all = new ArrayList<>();
        List<ZkRequest> parts = new ArrayList<>();
        parts.add(ZkRequest.create(Znodes.topic(t.name()), t.encode(Map.of())));
        parts.add(ZkRequest.create(Znodes.partitions(t.name()), null));
        int inPiece = 0;
        for (Partition p : t.partitions()) {
            if (++inPiece > Turn.PIECE) {
                all.add(new ZkRequest.Multi(parts));
                parts = new ArrayList<>();
                inPiece = 1;
            }
            parts.add(ZkRequest.create(Znodes.partition(t.name(), p.number()), null));
            Leadership first = turn.firstLeadership(p);
            if (first != null) {
                parts.add(ZkRequest.create(Znodes.state(t.name(), p.number()), first.encode(turn.ctx().epoch())));
            }
        }
        all.add(new ZkRequest.Multi(parts));
        return all;
    }

    private void written(Topic t, ZkReply reply) {
        if (!reply.ok()) {
            ErrorCode e = reply.code() == Code.NODE_EXISTS ? ErrorCode.TOPIC_ALREADY_EXISTS
                    : ErrorCode.UNKNOWN_SERVER_ERROR;
            results.get(t).errorCode(e.code()).errorMessage(e == ErrorCode.TOPIC_ALREADY_EXISTS
                    ? "Topic '" + t.name() + "' already exists." : "ZooKeeper answered " + reply.code());
            return;
        }
        turn.ctx().add(t);
        for (Partition p : t.partitions()) {
            Leadership first = turn.firstLeadership(p);
            if (first == null) continue;
            p.leadership(first);
            turn.batch().changed(p, true);
        }
    }
}
