package io.odradek.engine.replica;

import io.odradek.engine.env.Lane;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries changes of the ISR to the controller (AlterPartition, KIP-497). One request is under way at a time; what
 * comes
 * meanwhile goes together in the next, at most one entry per partition. A request that fails as a whole is sent again
 * after a pause, to whoever is the controller then. Works on its own lane.
 */
final class IsrChanges {
    private static final Logger LOG = LoggerFactory.getLogger(IsrChanges.class);
    private static final long RETRY_MS = 50;
    private static final long TIMEOUT_MS = 10_000;
    /** With broker epochs (KIP-903). */
    private static final short VERSION = 3;

    /** @param epoch the member's broker epoch, -1 where unknown */
    record Member(int brokerId, long epoch) {}

    record Proposal(Partition partition, int leaderEpoch, int partitionEpoch, List<Member> isr) {}

    /** What became of a proposal. */
    sealed interface Outcome {
        record Confirmed(List<Integer> isr, int partitionEpoch) implements Outcome {}

        /** The controller does not want it; the leader may propose again. */
        record Refused(ErrorCode why) implements Outcome {}

        /** It was about a state that is over. */
        record Stale(ErrorCode why) implements Outcome {}
    }

    private final Shared shared;
    private final ControllerChannel controller;
    private final Lane lane;
    private Map<Partition, Proposal> waiting = new LinkedHashMap<>();
    private boolean underWay;

    IsrChanges(Shared shared, ControllerChannel controller) {
        this.shared = shared;
        this.controller = controller;
        this.lane = shared.lanes().owner(IsrChanges.class.getName().hashCode());
    }

    /** Any lane. */
    void propose(Proposal p) {
        lane.run(() -> {
            waiting.put(p.partition(), p);
            send();
        });
    }

    private void send() {
        if (underWay || waiting.isEmpty()) return;
        underWay = true;
        List<Proposal> batch = List.copyOf(waiting.values());
        waiting = new LinkedHashMap<>();
        controller.send(ApiKey.ALTER_PARTITION, request(batch), VERSION, TIMEOUT_MS, lane, new AlterPartitionResponse(),
                (answer, failure) -> answered(batch, answer, failure));
    }

    private void answered(List<Proposal> batch, AlterPartitionResponse answer, String failure) {
        underWay = false;
        if (failure != null || answer.errorCode() != ErrorCode.NONE.code()) {
            LOG.info("changes of {} ISRs are sent again: {}", batch.size(),
                    failure != null ? failure : ErrorCode.of(answer.errorCode()));
            again(batch);
            return;
        }
        distribute(batch, answer);
        send();
    }

    private void again(List<Proposal> batch) {
        for (Proposal p : batch) waiting.putIfAbsent(p.partition(), p);
        underWay = true;
        shared.timers().after(RETRY_MS, lane, () -> {
            underWay = false;
            send();
        });
    }

    private AlterPartitionRequest request(List<Proposal> batch) {
        Map<String, AlterPartitionRequest.TopicData> topics = new LinkedHashMap<>();
        for (Proposal p : batch) {
            List<AlterPartitionRequest.BrokerState> isr = new ArrayList<>();
            for (Member m : p.isr) isr.add(new AlterPartitionRequest.BrokerState().brokerId(m.brokerId)
                    .brokerEpoch(m.epoch));
            topics.computeIfAbsent(p.partition.name().topic(), _ -> new AlterPartitionRequest.TopicData()
                    .topicId(p.partition.topicId()))
                    .partitions().add(new AlterPartitionRequest.PartitionData()
                    .partitionIndex(p.partition.name().partition())
                            .leaderEpoch(p.leaderEpoch).newIsrWithEpochs(isr).partitionEpoch(p.partitionEpoch));
        }
        return new AlterPartitionRequest().brokerId(shared.brokerId()).brokerEpoch(shared.brokerEpoch())
                .topics(new ArrayList<>(topics.values()));
    }

    private void distribute(List<Proposal> batch, AlterPartitionResponse answer) {
        for (Proposal p : batch) {
            AlterPartitionResponse.PartitionData told = find(answer, p.partition);
            if (told == null) {
                waiting.putIfAbsent(p.partition, p);
                continue;
            }
            Outcome outcome = outcome(p, told);
            if (!(outcome instanceof Outcome.Confirmed)) {
                LOG.info("the controller answers {} to the ISR {} of {}", ErrorCode.of(told.errorCode()), p.isr,
                        p.partition);
            }
            if (outcome == null) waiting.putIfAbsent(p.partition, p);
            else p.partition.lane().run(() -> p.partition.isrAnswered(p.leaderEpoch, outcome));
        }
    }

    private static AlterPartitionResponse.PartitionData find(AlterPartitionResponse answer, Partition partition) {
        for (AlterPartitionResponse.TopicData t : answer.topics()) {
            if (!t.topicId().equals(partition.topicId())) continue;
            for (AlterPartitionResponse.PartitionData d : t.partitions()) {
                if (d.partitionIndex() == partition.name().partition()) return d;
            }
        }
        return null;
    }

    /** Null: send it again. */
    private static Outcome outcome(Proposal p, AlterPartitionResponse.PartitionData told) {
        ErrorCode code = ErrorCode.of(told.errorCode());
        return switch (code) {
            case NONE -> told.leaderEpoch() == p.leaderEpoch ? new Outcome.Confirmed(told.isr(), told.partitionEpoch())
                    : new Outcome.Stale(ErrorCode.FENCED_LEADER_EPOCH);
            case OPERATION_NOT_ATTEMPTED, INELIGIBLE_REPLICA, NEW_LEADER_ELECTED -> new Outcome.Refused(code);
            case UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID, FENCED_LEADER_EPOCH, INVALID_UPDATE_VERSION,
                    INVALID_REQUEST ->
                new Outcome.Stale(code);
            default -> null;
        };
    }

    /** Sends nothing more. */
    void close() {
        lane.offer(() -> {
            underWay = true;
            waiting.clear();
        });
    }
}
