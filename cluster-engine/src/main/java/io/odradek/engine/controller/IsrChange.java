package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionRequest.BrokerState;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import io.odradek.engine.wire.message.AlterPartitionResponse.PartitionData;
import io.odradek.engine.wire.message.AlterPartitionResponse.TopicData;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AlterPartition: a leader asks for another ISR. Written only where leader epoch and partition epoch are the
 * controller's; the leader
 * may use the ISR when it has the answer. The order of the checks is Kafka's.
 */
final class IsrChange {
    private final Turn turn;
    private final AlterPartitionRequest request;
    private final Map<Partition, Leadership> changes = new LinkedHashMap<>();
    private final Map<Partition, PartitionData> answers = new LinkedHashMap<>();

    private IsrChange(Turn turn, AlterPartitionRequest request) {
        this.turn = turn;
        this.request = request;
    }

    static Step apply(Turn turn, AlterPartitionRequest request, AlterPartitionResponse answer) {
        BrokerImage sender = turn.ctx().brokers().get(request.brokerId());
        if (sender == null || sender.epoch() != request.brokerEpoch()) {
            answer.errorCode(ErrorCode.STALE_BROKER_EPOCH.code());
            return Step.NONE;
        }
        return new IsrChange(turn, request).all(answer);
    }

    private Step all(AlterPartitionResponse answer) {
        for (AlterPartitionRequest.TopicData t : request.topics()) {
            TopicData topic = new TopicData().topicId(t.topicId());
            answer.topics().add(topic);
            Topic known = turn.ctx().topic(t.topicId());
            for (AlterPartitionRequest.PartitionData d : t.partitions()) {
                PartitionData a = new PartitionData().partitionIndex(d.partitionIndex());
                topic.partitions().add(a);
                ErrorCode e = known == null ? ErrorCode.UNKNOWN_TOPIC_ID
                        : one(known.partition(d.partitionIndex()), d, a);
                a.errorCode(e.code());
            }
        }
        if (changes.isEmpty()) return Step.NONE;
        List<Partition> partitions = List.copyOf(changes.keySet());
        List<ZkRequest> puts = new ArrayList<>();
        for (Partition p : partitions) {
            Leadership l = changes.get(p);
            puts.add(new ZkRequest.Put(Znodes.state(p.id().topic(), p.number()), l.encode(turn.ctx().epoch()),
                    l.version()));
        }
        return Step.of(puts, replies -> {
            for (int i = 0; i < partitions.size(); i++) {
                Partition p = partitions.get(i);
                if (turn.written(p, changes.get(p), replies.get(i))) {
                    fill(answers.get(p), p.leadership());
                    turn.batch().tell(p);
                } else {
                    answers.get(p).errorCode(ErrorCode.INVALID_UPDATE_VERSION.code());
                }
            }
            return Reassignment.complete(turn, partitions);
        });
    }

    private ErrorCode one(Partition p, AlterPartitionRequest.PartitionData d, PartitionData a) {
        if (p == null || p.leadership() == null || p.topic().deleting()) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        Leadership l = p.leadership();
        if (d.leaderEpoch() > l.leaderEpoch() || d.partitionEpoch() > l.version()) return ErrorCode.NOT_CONTROLLER;
        if (d.leaderEpoch() < l.leaderEpoch()) return ErrorCode.FENCED_LEADER_EPOCH;
        boolean recovering = d.leaderRecoveryState() == 1;
        List<Integer> isr = isr(d);
        boolean same = l.leader() == request.brokerId() && new HashSet<>(l.isr()).equals(new HashSet<>(isr))
                && l.recovering() == recovering;
        if (same) {
            // Asked again because the first answer was lost.
            fill(a, l);
            return ErrorCode.NONE;
        }
        if (d.partitionEpoch() != l.version()) return ErrorCode.INVALID_UPDATE_VERSION;
        if (l.leader() != request.brokerId() || isr.isEmpty() || !p.assignment().replicas().containsAll(isr)) {
            return ErrorCode.INVALID_REQUEST;
        }
        if (recovering && (isr.size() > 1 || !l.recovering())) return ErrorCode.INVALID_REQUEST;
        if (!eligible(p, d)) return ErrorCode.INELIGIBLE_REPLICA;
        changes.put(p, new Leadership(l.leader(), l.leaderEpoch(), isr, recovering, l.controllerEpoch(), l.version()));
        answers.put(p, a);
        return ErrorCode.NONE;
    }

    /** Version 3 tells each replica's broker epoch, so that one which restarted meanwhile does not slip in. */
    private static List<Integer> isr(AlterPartitionRequest.PartitionData d) {
        if (d.newIsrWithEpochs().isEmpty()) return List.copyOf(d.newIsr());
        return d.newIsrWithEpochs().stream().map(BrokerState::brokerId).toList();
    }

    private boolean eligible(Partition p, AlterPartitionRequest.PartitionData d) {
        for (int b : isr(d)) {
            // A leader that shuts down keeps itself in the ISR until another leads.
            if (!turn.ctx().online(b, p) && !p.leadership().isr().contains(b)) return false;
        }
        for (BrokerState s : d.newIsrWithEpochs()) {
            BrokerImage b = turn.ctx().brokers().get(s.brokerId());
            if (b == null || s.brokerEpoch() != -1 && s.brokerEpoch() != b.epoch()) return false;
        }
        return true;
    }

    private static void fill(PartitionData a, Leadership l) {
        a.leaderId(l.leader()).leaderEpoch(l.leaderEpoch()).isr(l.isr()).partitionEpoch(l.version())
                .leaderRecoveryState((byte) (l.recovering() ? 1 : 0));
    }
}
