package io.odradek.engine.controller;

import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.CreatePartitionsRequest;
import io.odradek.engine.wire.message.CreatePartitionsRequest.CreatePartitionsAssignment;
import io.odradek.engine.wire.message.CreatePartitionsRequest.CreatePartitionsTopic;
import io.odradek.engine.wire.message.CreatePartitionsResponse;
import io.odradek.engine.wire.message.CreatePartitionsResponse.CreatePartitionsTopicResult;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** CreatePartitions: the topic's znode gets more partitions, which are then new ones like any. */
final class PartitionCreation {
    private PartitionCreation() {}

    static Step apply(Turn turn, CreatePartitionsRequest request, CreatePartitionsResponse answer) {
        Map<Topic, SortedMap<Integer, List<Integer>>> grown = new LinkedHashMap<>();
        Map<Topic, CreatePartitionsTopicResult> results = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        for (CreatePartitionsTopic t : request.topics()) if (!seen.add(t.name())) twice.add(t.name());
        Set<String> answered = new HashSet<>();
        for (CreatePartitionsTopic t : request.topics()) {
            if (!answered.add(t.name())) continue;
            CreatePartitionsTopicResult r = new CreatePartitionsTopicResult().name(t.name()).errorMessage(null);
            answer.results().add(r);
            try {
                if (twice.contains(t.name())) throw new Refusal(ErrorCode.INVALID_REQUEST,
                        "Duplicate topic in request.");
                Topic topic = topic(turn.ctx(), t.name());
                grown.put(topic, plan(turn.ctx(), topic, t));
                results.put(topic, r);
            } catch (Refusal e) {
                r.errorCode(e.code().code()).errorMessage(e.getMessage());
            }
        }
        return request.validateOnly() || grown.isEmpty() ? Step.NONE : write(turn, grown, results);
    }

    private static Topic topic(ControllerContext ctx, String name) {
        Topic topic = ctx.topic(name);
        if (topic == null) {
            throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The topic '" + name + "' does not exist.");
        }
        if (topic.deleting()) throw new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic is queued for deletion.");
        if (topic.partitions().stream().anyMatch(p -> p.assignment().moving())) {
            throw new Refusal(ErrorCode.REASSIGNMENT_IN_PROGRESS,
                    "A partition reassignment is in progress for the topic '" + name + "'.");
        }
        return topic;
    }

    private static SortedMap<Integer, List<Integer>> plan(ControllerContext ctx, Topic topic, CreatePartitionsTopic t) {
        int now = topic.partitions().size();
        int more = t.count() - now;
        if (more < 0) {
            throw new Refusal(ErrorCode.INVALID_PARTITIONS, "Topic currently has " + now
                    + " partitions, which is higher than the requested " + t.count() + ".");
        }
        if (more == 0) throw new Refusal(ErrorCode.INVALID_PARTITIONS, "Topic already has " + now + " partitions.");
        List<Integer> first = topic.partition(0).assignment().replicas();
        if (t.assignments() != null && !t.assignments().isEmpty()) return given(ctx, t, now, more, first.size());
        TopicRules.checkCounts(ctx, more, first.size());
        Placement placement = TopicRules.placement(ctx);
        int start = placement.indexOf(first.getFirst());
        return placement.assign(now, more, first.size(), start, start);
    }

    private static SortedMap<Integer, List<Integer>> given(ControllerContext ctx, CreatePartitionsTopic t, int now,
            int more,
                                                           int factor) {
        if (t.assignments().size() != more) {
            throw TopicRules.assignment("Increasing the number of partitions by " + more + " but " + t.assignments()
                    .size()
                    + " assignments provided.");
        }
        SortedMap<Integer, List<Integer>> result = new TreeMap<>();
        int n = now;
        for (CreatePartitionsAssignment a : t.assignments()) {
            TopicRules.checkReplicas(ctx, n, a.brokerIds());
            if (a.brokerIds().size() != factor) {
                throw TopicRules.assignment("Inconsistent replication factor between partitions, partition 0 has "
                        + factor
                        + " while partitions [" + n + "] have replication factors [" + a.brokerIds().size()
                        + "], respectively.");
            }
            result.put(n++, List.copyOf(a.brokerIds()));
        }
        return result;
    }

    private static Step write(Turn turn, Map<Topic, SortedMap<Integer, List<Integer>>> grown,
                              Map<Topic, CreatePartitionsTopicResult> results) {
        List<ZkRequest> puts = new ArrayList<>();
        grown.forEach((t, replicas) -> puts.add(new ZkRequest.Put(Znodes.topic(t.name()),
                t.encode(assignments(replicas)),
                ZkRequest.ANY)));
        return Step.of(puts, replies -> {
            List<Partition> fresh = new ArrayList<>();
            int i = 0;
            for (Topic t : grown.keySet()) {
                if (replies.get(i).ok()) {
                    assignments(grown.get(t)).forEach((n, a) -> fresh.add(t.add(n, a)));
                } else {
                    results.get(t).errorCode(ErrorCode.UNKNOWN_SERVER_ERROR.code())
                            .errorMessage("ZooKeeper answered " + replies.get(i).code());
                }
                i++;
            }
            return turn.makeStates(fresh, () -> Step.NONE);
        });
    }

    private static Map<Integer, Assignment> assignments(SortedMap<Integer, List<Integer>> replicas) {
        Map<Integer, Assignment> m = new TreeMap<>();
        replicas.forEach((n, r) -> m.put(n, Assignment.of(r)));
        return m;
    }
}
