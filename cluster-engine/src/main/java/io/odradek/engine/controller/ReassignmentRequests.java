package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest.ReassignablePartition;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest.ReassignableTopic;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse.ReassignablePartitionResponse;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse.ReassignableTopicResponse;
import io.odradek.engine.wire.message.ListPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.ListPartitionReassignmentsRequest.ListPartitionReassignmentsTopics;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse.OngoingPartitionReassignment;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse.OngoingTopicReassignment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AlterPartitionReassignments and ListPartitionReassignments: checks and answers around {@link Reassignment}. */
final class ReassignmentRequests {
    private ReassignmentRequests() {}

    static Step alter(Turn turn, AlterPartitionReassignmentsRequest request,
            AlterPartitionReassignmentsResponse answer) {
        Map<Partition, Assignment> moves = new LinkedHashMap<>();
        answer.errorMessage(null).allowReplicationFactorChange(request.allowReplicationFactorChange());
        for (ReassignableTopic t : request.topics()) {
            ReassignableTopicResponse topic = new ReassignableTopicResponse().name(t.name());
            answer.responses().add(topic);
            for (ReassignablePartition d : t.partitions()) {
                ReassignablePartitionResponse r = new ReassignablePartitionResponse().partitionIndex(d.partitionIndex())
                        .errorMessage(null);
                topic.partitions().add(r);
                try {
                    Partition p = known(turn.ctx(), t.name(), d.partitionIndex());
                    moves.put(p, d.replicas() == null ? cancel(p)
                            : move(turn.ctx(), p, d.replicas(), request.allowReplicationFactorChange()));
                } catch (Refusal e) {
                    r.errorCode(e.code().code()).errorMessage(e.getMessage());
                }
            }
        }
        return Reassignment.start(turn, moves);
    }

    /**
     * Of /admin/reassign_partitions: what cannot be done is left out. The znode changes with each move that is done,
     * and is read then too, so moves that go on already are left alone.
     */
    static Step noted(Turn turn, Map<TopicPartition, List<Integer>> targets) {
        Map<Partition, Assignment> moves = new LinkedHashMap<>();
        targets.forEach((id, replicas) -> {
            try {
                Partition p = known(turn.ctx(), id.topic(), id.partition());
                if (!p.assignment().target().equals(replicas)) moves.put(p, move(turn.ctx(), p, replicas, true));
            } catch (Refusal _) {
                // Kafka logs it and goes on with the others; the znode has no place for an answer.
            }
        });
        turn.ctx().notedMoves(targets);
        return Step.then(Reassignment.start(turn, moves), () -> Reassignment.noteProgress(turn));
    }

    private static Partition known(ControllerContext ctx, String topic, int number) {
        Partition p = ctx.partition(topic, number);
        if (p == null) throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The partition does not exist.");
        return p;
    }

    private static Assignment cancel(Partition p) {
        if (!p.assignment().moving()) {
            throw new Refusal(ErrorCode.NO_REASSIGNMENT_IN_PROGRESS, "No partition reassignment is in progress.");
        }
        return Assignment.of(p.assignment().origin());
    }

    private static Assignment move(ControllerContext ctx, Partition p, List<Integer> target, boolean otherFactor) {
        if (target.isEmpty()) throw TopicRules.assignment("Empty replica list specified in partition reassignment.");
        if (new HashSet<>(target).size() != target.size()) {
            throw TopicRules.assignment("Duplicate replica ids in partition reassignment replica list: " + target);
        }
        if (target.stream().anyMatch(b -> b < 0)) {
            throw TopicRules.assignment("Invalid broker id in replica list: " + target);
        }
        Assignment next = p.assignment().towards(target);
        List<Integer> dead = Assignment.without(target, p.assignment().replicas()).stream().filter(b -> !ctx.alive(b))
                .toList();
        if (!dead.isEmpty()) {
            throw TopicRules.assignment("Replica assignment has brokers that are not alive. Replica list: " + target
                    + ", live broker list: " + ctx.brokers().keySet());
        }
        if (!otherFactor && target.size() != p.assignment().origin().size()) {
            throw new Refusal(ErrorCode.INVALID_REPLICATION_FACTOR, "The replication factor is changed from "
                    + p.assignment().origin().size() + " to " + target.size());
        }
        return next;
    }

    static void list(ControllerContext ctx, ListPartitionReassignmentsRequest request,
            ListPartitionReassignmentsResponse answer) {
        answer.errorMessage(null);
        List<Partition> asked = new ArrayList<>();
        if (request.topics() == null) {
            ctx.topics().forEach(t -> asked.addAll(t.partitions()));
        } else {
            for (ListPartitionReassignmentsTopics t : request.topics()) {
                for (int n : t.partitionIndexes()) {
                    Partition p = ctx.partition(t.name(), n);
                    if (p != null) asked.add(p);
                }
            }
        }
        Map<String, OngoingTopicReassignment> topics = new LinkedHashMap<>();
        for (Partition p : asked) {
            Assignment a = p.assignment();
            if (!a.moving()) continue;
            topics.computeIfAbsent(p.id().topic(), n -> new OngoingTopicReassignment().name(n)).partitions()
                    .add(new OngoingPartitionReassignment().partitionIndex(p.number()).replicas(a.replicas())
                            .addingReplicas(a.adding()).removingReplicas(a.removing()));
        }
        answer.topics().addAll(topics.values());
    }
}
