package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ElectLeadersRequest;
import io.odradek.engine.wire.message.ElectLeadersResponse;
import io.odradek.engine.wire.message.ElectLeadersResponse.PartitionResult;
import io.odradek.engine.wire.message.ElectLeadersResponse.ReplicaElectionResult;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Elections that are asked for: ElectLeaders (preferred and unclean), and the controller's own rebalance. */
final class LeaderChoice {
    private static final byte UNCLEAN = 1;

    private LeaderChoice() {}

    static Step apply(Turn turn, ElectLeadersRequest request, ElectLeadersResponse answer) {
        boolean unclean = request.electionType() == UNCLEAN;
        List<TopicPartition> asked = asked(turn.ctx(), request);
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        Map<Partition, PartitionResult> results = new LinkedHashMap<>();
        Map<String, ReplicaElectionResult> topics = new LinkedHashMap<>();
        for (TopicPartition id : asked) {
            PartitionResult r = new PartitionResult().partitionId(id.partition()).errorMessage(null);
            try {
                Topic t = turn.ctx().topic(id.topic());
                if (t != null && t.deleting()) {
                    throw new Refusal(ErrorCode.INVALID_TOPIC_EXCEPTION, "The topic is being deleted");
                }
                Partition p = turn.ctx().partition(id.topic(), id.partition());
                if (p == null || p.leadership() == null) {
                    throw new Refusal(ErrorCode.UNKNOWN_TOPIC_OR_PARTITION, "The partition does not exist.");
                }
                changes.put(p, unclean ? unclean(turn.ctx(), p) : preferred(turn.ctx(), p));
                results.put(p, r);
            } catch (Refusal e) {
                // Asked for all, Kafka does not list those that need nothing.
                if (request.topicPartitions() == null && e.code() == ErrorCode.ELECTION_NOT_NEEDED) continue;
                r.errorCode(e.code().code()).errorMessage(e.getMessage());
            }
            topics.computeIfAbsent(id.topic(), n -> new ReplicaElectionResult().topic(n)).partitionResult().add(r);
        }
        answer.replicaElectionResults().addAll(topics.values());
        return turn.write(changes, () -> {
            results.forEach((p, r) -> {
                if (p.leadership().leaderEpoch() == changes.get(p).leaderEpoch()) return;
                r.errorCode(ErrorCode.UNKNOWN_SERVER_ERROR.code()).errorMessage("The state was changed by another.");
            });
            return Step.NONE;
        });
    }

    private static List<TopicPartition> asked(ControllerContext ctx, ElectLeadersRequest request) {
        List<TopicPartition> all = new ArrayList<>();
        if (request.topicPartitions() == null) {
            for (Topic t : ctx.topics()) if (!t.deleting()) t.partitions().forEach(p -> all.add(p.id()));
        } else {
            request.topicPartitions().forEach(t -> t.partitions()
                    .forEach(n -> all.add(new TopicPartition(t.topic(), n))));
        }
        return all;
    }

    private static Leadership preferred(ControllerContext ctx, Partition p) {
        if (p.leadership().leader() == p.assignment().replicas().getFirst()) {
            throw new Refusal(ErrorCode.ELECTION_NOT_NEEDED, "Leader election not needed for topic partition.");
        }
        Leadership l = Election.preferred(ctx, p);
        if (l == null) {
            throw new Refusal(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE,
                    "Failed to elect leader for partition " + p.id()
                            + " under strategy PreferredReplicaPartitionLeaderElectionStrategy");
        }
        return l;
    }

    private static Leadership unclean(ControllerContext ctx, Partition p) {
        Leadership l = p.leadership();
        if (l.leader() != Leadership.NONE && ctx.serving(l.leader(), p)) {
            throw new Refusal(ErrorCode.ELECTION_NOT_NEEDED, "Leader election not needed for topic partition.");
        }
        Leadership elected = Election.offline(ctx, p, true);
        if (elected == null) {
            throw new Refusal(ErrorCode.ELIGIBLE_LEADERS_NOT_AVAILABLE,
                    "Failed to elect leader for partition " + p.id()
                            + " under strategy OfflinePartitionLeaderElectionStrategy(true)");
        }
        return elected;
    }

    /** Preferred leaders for these partitions where that is possible; for /admin/preferred_replica_election too. */
    static Step prefer(Turn turn, Iterable<Partition> partitions) {
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        for (Partition p : partitions) {
            if (p.leadership() == null || p.leadership().leader() == p.assignment().replicas().getFirst()) continue;
            Leadership l = Election.preferred(turn.ctx(), p);
            if (l != null) changes.put(p, l);
        }
        return turn.write(changes, () -> Step.NONE);
    }

    /** Brokers that lead fewer than they are preferred for, by more than the given percentage, get theirs back. */
    static Step rebalance(Turn turn, int imbalancePercent) {
        Map<Integer, List<Partition>> preferred = new HashMap<>();
        for (Topic t : turn.ctx().topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) {
                preferred.computeIfAbsent(p.assignment().replicas().getFirst(), _ -> new ArrayList<>()).add(p);
            }
        }
        List<Partition> elect = new ArrayList<>();
        preferred.forEach((broker, partitions) -> {
            List<Partition> elsewhere = partitions.stream()
                    .filter(p -> p.leadership() != null && p.leadership().leader() != broker).toList();
            if (elsewhere.size() * 100 <= imbalancePercent * partitions.size()) return;
            elsewhere.stream().filter(p -> !p.assignment().moving()).forEach(elect::add);
        });
        return prefer(turn, elect);
    }
}
