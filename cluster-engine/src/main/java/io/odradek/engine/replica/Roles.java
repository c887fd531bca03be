package io.odradek.engine.replica;

import io.odradek.engine.env.Lane;
import io.odradek.engine.log.LogFailure;
import io.odradek.engine.log.PartitionLog;
import io.odradek.engine.metadata.PartitionImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrRequest.LeaderAndIsrPartitionState;
import io.odradek.engine.wire.message.LeaderAndIsrResponse;
import io.odradek.engine.wire.message.StopReplicaRequest;
import io.odradek.engine.wire.message.StopReplicaResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the controller's decisions: LeaderAndIsr and StopReplica. Requests are taken one after the other on one
 * lane, where the
 * controller's epoch is checked; their partitions are then changed on their own lanes, all of a lane in one hand-over.
 */
public final class Roles {
    private static final Logger LOG = LoggerFactory.getLogger(Roles.class);
    /** A partition's leader epoch while its topic is being deleted. */
    private static final int EPOCH_DURING_DELETE = -2;
    private static final int NO_EPOCH = -1;
    /** From this version on the answer is sorted by topic id. */
    private static final int BY_ID_SINCE = 5;

    private final Replicas replicas;
    private final Shared shared;
    private final Followers followers;
    private final Endpoints endpoints;
    private final Lane lane;
    private int controllerEpoch;

    private record Named(TopicPartition name, Uuid id, Role role) {}

    private record Stop(TopicPartition name, int leaderEpoch, boolean delete) {}

    Roles(Replicas replicas, Shared shared, Followers followers, Endpoints endpoints) {
        this.replicas = replicas;
        this.shared = shared;
        this.followers = followers;
        this.endpoints = endpoints;
        this.lane = shared.lanes().owner(Roles.class.getName().hashCode());
    }

    /** The answer comes on some lane once every partition has its role. */
    public void leaderAndIsr(LeaderAndIsrRequest request, short version, Consumer<LeaderAndIsrResponse> answer) {
        List<Named> states = states(request);
        lane.run(() -> {
            ErrorCode refused = refusal(request.controllerEpoch(), request.brokerEpoch());
            if (refused != ErrorCode.NONE) {
                answer.accept(new LeaderAndIsrResponse().errorCode(refused.code()));
                return;
            }
            request.liveLeaders().forEach(l -> endpoints.leader(l.brokerId(), l.hostName(), l.port()));
            spread(states, Named::name, this::take, results -> {
                followers.begin();
                answer.accept(answer(states, version >= BY_ID_SINCE, results));
            });
        });
    }

    /**
     * Does the work on the lane of the controller's requests if this controller may still speak; else hands over why
     * not.
     */
    public void admit(int epoch, long brokerEpoch, Runnable work, Consumer<ErrorCode> refused) {
        lane.run(() -> {
            ErrorCode why = refusal(epoch, brokerEpoch);
            if (why == ErrorCode.NONE) work.run();
            else refused.accept(why);
        });
    }

    /** The answer comes on some lane once every replica has stopped. */
    public void stopReplica(StopReplicaRequest request, Consumer<StopReplicaResponse> answer) {
        List<Stop> stops = stops(request);
        lane.run(() -> {
            ErrorCode refused = refusal(request.controllerEpoch(), request.brokerEpoch());
            if (refused != ErrorCode.NONE) {
                answer.accept(new StopReplicaResponse().errorCode(refused.code()));
                return;
            }
            spread(stops, Stop::name, this::stop, results -> {
                StopReplicaResponse response = new StopReplicaResponse();
                results.forEach((name, error) -> response.partitionErrors()
                        .add(new StopReplicaResponse.StopReplicaPartitionError()
                        .topicName(name.topic()).partitionIndex(name.partition()).errorCode(error.code())));
                answer.accept(response);
            });
        });
    }

    /** A controller that lost its place, or one that speaks to what we were before a restart, changes nothing. */
    private ErrorCode refusal(int epoch, long brokerEpoch) {
        if (epoch < controllerEpoch) return ErrorCode.STALE_CONTROLLER_EPOCH;
        if (brokerEpoch >= 0 && brokerEpoch < shared.brokerEpoch()) return ErrorCode.STALE_BROKER_EPOCH;
        controllerEpoch = epoch;
        return ErrorCode.NONE;
    }

    private interface Work<T> {
        ErrorCode carryOut(T what);
    }

    private interface NameOf<T> {
        TopicPartition of(T what);
    }

    private <T> void spread(List<T> all, NameOf<T> name, Work<T> work, Consumer<Map<TopicPartition, ErrorCode>> done) {
        Map<Lane, List<T>> byLane = new HashMap<>();
        for (T each : all) byLane.computeIfAbsent(replicas.lane(name.of(each)), _ -> new ArrayList<>()).add(each);
        Map<TopicPartition, ErrorCode> results = new LinkedHashMap<>();
        if (byLane.isEmpty()) {
            done.accept(results);
            return;
        }
        AtomicInteger open = new AtomicInteger(byLane.size());
        byLane.forEach((owner, list) -> owner.run(() -> {
            Map<TopicPartition, ErrorCode> mine = new LinkedHashMap<>();
            for (T each : list) mine.put(name.of(each), guarded(work, each));
            synchronized (results) {
                results.putAll(mine);
            }
            if (open.decrementAndGet() == 0) done.accept(results);
        }));
    }

    private static <T> ErrorCode guarded(Work<T> work, T each) {
        try {
            return work.carryOut(each);
        } catch (LogFailure failure) {
            LOG.warn("{}: {}", each, failure.getMessage());
            return failure.code();
        } catch (RuntimeException failure) {
            LOG.error("a decision of the controller could not be carried out: {}", each, failure);
            return ErrorCode.KAFKA_STORAGE_ERROR;
        }
    }

    private ErrorCode take(Named n) {
        Partition partition = replicas.find(n.name);
        if (!n.role.replicas().contains(shared.brokerId())) return ErrorCode.UNKNOWN_TOPIC_OR_PARTITION;
        if (partition != null && differs(partition.topicId(), n.id)) return ErrorCode.INCONSISTENT_TOPIC_ID;
        if (partition != null && partition.diskFailed()) return ErrorCode.KAFKA_STORAGE_ERROR;
        // The same epoch again comes from a new controller that tells everything anew: nothing is wrong.
        if (partition != null && n.role.leaderEpoch() == partition.leaderEpoch()) {
            partition.toldAgain(n.role);
            return ErrorCode.NONE;
        }
        if (partition != null && n.role.leaderEpoch() < partition.leaderEpoch()) {
            return ErrorCode.STALE_CONTROLLER_EPOCH;
        }
        PartitionLog log = shared.logs().open(n.name.topic(), n.name.partition(), n.id, n.role.isNew());
        if (differs(log.topicId(), n.id)) return ErrorCode.INCONSISTENT_TOPIC_ID;
        log.learnTopicId(n.id);
        partition = replicas.getOrMake(n.name, n.id);
        replicas.named(n.id, n.name.topic());
        followers.forget(partition);
        partition.take(n.role, n.id, log);
        if (!partition.isLeader() && n.role.leader() >= 0) followers.follow(partition);
        Path interrupted = shared.logs().moves().interrupted(n.name.topic(), n.name.partition());
        if (interrupted != null) partition.moveTo(interrupted);
        return ErrorCode.NONE;
    }

    private static boolean differs(Uuid ours, Uuid told) {
        return !ours.equals(Uuid.ZERO) && !told.equals(Uuid.ZERO) && !ours.equals(told);
    }

    private ErrorCode stop(Stop s) {
        Partition partition = replicas.find(s.name);
        if (partition != null && s.leaderEpoch >= 0 && s.leaderEpoch < partition.leaderEpoch()) {
            return ErrorCode.FENCED_LEADER_EPOCH;
        }
        // Nobody can say what is on the failed disk: the controller must not take the replica for gone.
        if (partition != null && partition.diskFailed()) return ErrorCode.KAFKA_STORAGE_ERROR;
        if (partition != null) leave(partition);
        if (!s.delete || shared.logs().delete(s.name.topic(), s.name.partition())) return ErrorCode.NONE;
        // It may be there, and would come back with the disk. A real broker started without it says that it is gone.
        return shared.logs().anyOffline() ? ErrorCode.KAFKA_STORAGE_ERROR : ErrorCode.NONE;
    }

    private void leave(Partition partition) {
        followers.forget(partition);
        partition.cancelMove();
        partition.stop();
        replicas.remove(partition);
    }

    /**
     * The controller tells everybody of a newer leader epoch, in which the partition has no replica here. StopReplica
     * goes to registered brokers alone: one that was not, when it was moved away, would lead or follow for ever, and
     * clients that know no other leader wait as long. (A real broker does until it restarts.) Its files stay.
     */
    void told(Partition partition, Uuid id, PartitionImage now) {
        if (now.replicas().contains(shared.brokerId()) || differs(partition.topicId(), id)) return;
        partition.lane().offer(() -> {
            boolean over = now.leaderEpoch() > partition.leaderEpoch() && !partition.diskFailed();
            if (over && replicas.find(partition.name()) == partition) leave(partition);
        });
    }

    private static List<Named> states(LeaderAndIsrRequest request) {
        List<Named> all = new ArrayList<>();
        for (LeaderAndIsrPartitionState s : request.ungroupedPartitionStates()) {
            all.add(new Named(new TopicPartition(s.topicName(), s.partitionIndex()), Uuid.ZERO, Role.of(s)));
        }
        for (LeaderAndIsrRequest.LeaderAndIsrTopicState t : request.topicStates()) {
            for (LeaderAndIsrPartitionState s : t.partitionStates()) {
                all.add(new Named(new TopicPartition(t.topicName(), s.partitionIndex()), t.topicId(), Role.of(s)));
            }
        }
        return all;
    }

    private static List<Stop> stops(StopReplicaRequest request) {
        List<Stop> all = new ArrayList<>();
        request.ungroupedPartitions().forEach(p ->
                all.add(new Stop(new TopicPartition(p.topicName(), p.partitionIndex()), NO_EPOCH,
                request.deletePartitions())));
        request.topics().forEach(t -> t.partitionIndexes().forEach(p ->
                all.add(new Stop(new TopicPartition(t.name(), p), NO_EPOCH, request.deletePartitions()))));
        request.topicStates().forEach(t -> t.partitionStates().forEach(p ->
                all.add(new Stop(new TopicPartition(t.topicName(), p.partitionIndex()),
                        p.leaderEpoch() == EPOCH_DURING_DELETE ? NO_EPOCH : p.leaderEpoch(), p.deletePartition()))));
        return all;
    }

    private static LeaderAndIsrResponse answer(List<Named> states, boolean byId, Map<TopicPartition,
            ErrorCode> results) {
        LeaderAndIsrResponse response = new LeaderAndIsrResponse();
        Map<Uuid, LeaderAndIsrResponse.LeaderAndIsrTopicError> topics = new LinkedHashMap<>();
        for (Named n : states) {
            LeaderAndIsrResponse.LeaderAndIsrPartitionError error =
                    new LeaderAndIsrResponse.LeaderAndIsrPartitionError()
                    .topicName(n.name.topic()).partitionIndex(n.name.partition()).errorCode(results.get(n.name).code());
            if (byId) topics.computeIfAbsent(n.id, id -> new LeaderAndIsrResponse.LeaderAndIsrTopicError().topicId(id))
                    .partitionErrors().add(error);
            else response.partitionErrors().add(error);
        }
        return response.topics(new ArrayList<>(topics.values()));
    }
}
