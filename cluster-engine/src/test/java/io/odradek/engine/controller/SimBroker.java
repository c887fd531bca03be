package io.odradek.engine.controller;

import io.odradek.engine.metadata.Endpoint;
import io.odradek.engine.metadata.Metadata;
import io.odradek.engine.metadata.MetadataUpdate;
import io.odradek.engine.metadata.SecurityProtocol;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.AlterPartitionRequest;
import io.odradek.engine.wire.message.AlterPartitionResponse;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrResponse;
import io.odradek.engine.wire.message.StopReplicaRequest;
import io.odradek.engine.wire.message.StopReplicaResponse;
import io.odradek.engine.wire.message.UpdateMetadataRequest;
import io.odradek.engine.wire.message.UpdateMetadataResponse;
import io.odradek.engine.zk.BrokerRegistration;
import io.odradek.engine.zk.ConfigWatch;
import io.odradek.engine.zk.SimZookeeper;
import io.odradek.engine.zk.ZnodeJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A broker whose controller is the real one and whose replicas are pretended: they take what the controller says, and
 * alter ISRs.
 */
final class SimBroker {
    final int id;
    final Metadata metadata = new Metadata();
    final SimZookeeper.SimSession session;
    final Controller controller;
    final Map<TopicPartition, Replica> replicas = new TreeMap<>();
    private final SimWorld.SimLane lane;
    private final BrokerRegistration registration;
    private final Consumer<Claim> claims;
    private int controllerEpoch = -1;
    private boolean alive = true;

    /** A leader as a broker was told. */
    record Claim(TopicPartition partition, Uuid topic, int leaderEpoch, int leader) {}

    record Replica(Uuid topic, int leader, int leaderEpoch, int partitionEpoch, List<Integer> isr,
            List<Integer> replicas,
                   boolean recovering) {}

    SimBroker(int id, SimWorld world, SimZookeeper zookeeper, Controller.Settings settings, Consumer<Claim> claims) {
        this.id = id;
        this.claims = claims;
        lane = world.new SimLane();
        session = zookeeper.open(lane::inside, () -> world.random.nextInt(1000) < world.lossPerMille);
        registration = new BrokerRegistration(session, lane, world.timers(), () -> new ZnodeJson.Broker(id,
                List.of(new Endpoint("PLAINTEXT", SecurityProtocol.PLAINTEXT, "h", id)), null, -1, world.wallMs()),
                        60_000);
        ConfigWatch configs = new ConfigWatch(session, metadata);
        controller = new Controller(settings, session, metadata, configs,
                new Controller.World(world, lane, world.timers(), world, world.peers(lane)));
        configs.start();
        registration.register().thenAccept(_ -> controller.start());
        world.brokers.put(id, this);
    }

    boolean alive() {
        return alive;
    }

    /** kill -9: the session ends when the caller lets it expire. */
    void crash() {
        alive = false;
        lane.die();
    }

    Message handle(Message request) {
        return switch (request) {
            case LeaderAndIsrRequest q -> new LeaderAndIsrResponse().errorCode(leaderAndIsr(q).code());
            case UpdateMetadataRequest q -> {
                ErrorCode e = check(q.controllerEpoch(), q.brokerEpoch());
                if (e == ErrorCode.NONE) MetadataUpdate.apply(q, metadata);
                yield new UpdateMetadataResponse().errorCode(e.code());
            }
            case StopReplicaRequest q -> {
                ErrorCode e = check(q.controllerEpoch(), q.brokerEpoch());
                if (e == ErrorCode.NONE) {
                    q.topicStates().forEach(t -> t.partitionStates().forEach(
                            p -> replicas.remove(new TopicPartition(t.topicName(), p.partitionIndex()))));
                }
                yield new StopReplicaResponse().errorCode(e.code());
            }
            default -> throw new IllegalArgumentException("no such request here: " + request);
        };
    }

    private ErrorCode check(int epoch, long brokerEpoch) {
        if (epoch < controllerEpoch) return ErrorCode.STALE_CONTROLLER_EPOCH;
        if (brokerEpoch < registration.epoch()) return ErrorCode.STALE_BROKER_EPOCH;
        controllerEpoch = epoch;
        return ErrorCode.NONE;
    }

    private ErrorCode leaderAndIsr(LeaderAndIsrRequest q) {
        ErrorCode e = check(q.controllerEpoch(), q.brokerEpoch());
        if (e != ErrorCode.NONE) return e;
        q.topicStates().forEach(t -> t.partitionStates().forEach(p -> {
            TopicPartition tp = new TopicPartition(t.topicName(), p.partitionIndex());
            if (p.leader() >= 0) claims.accept(new Claim(tp, t.topicId(), p.leaderEpoch(), p.leader()));
            Replica known = replicas.get(tp);
            boolean older = known != null && known.topic().equals(t.topicId()) && p.leaderEpoch() < known.leaderEpoch();
            if (!older) {
                replicas.put(tp, new Replica(t.topicId(), p.leader(), p.leaderEpoch(), p.partitionEpoch(),
                        List.copyOf(p.isr()),
                        List.copyOf(p.replicas()), p.leaderRecoveryState() == 1));
            }
        }));
        return ErrorCode.NONE;
    }

    /** Asks the controller for another ISR of something this broker leads. */
    void alterIsr(Controller to, SimWorld world, boolean expandOnly) {
        List<TopicPartition> led = new ArrayList<>();
        replicas.forEach((tp, r) -> {
            if (r.leader() == id) led.add(tp);
        });
        for (TopicPartition tp : led) {
            Replica r = replicas.get(tp);
            List<Integer> isr = new ArrayList<>();
            for (int b : r.replicas()) {
                boolean up = world.brokers.get(b) != null && world.brokers.get(b).alive();
                if (b == id || up && (expandOnly || world.random.nextBoolean())) isr.add(b);
            }
            if (r.recovering()) isr = List.of(id);
            if (isr.size() == r.isr().size() && isr.containsAll(r.isr()) && !r.recovering()) continue;
            AlterPartitionRequest q = new AlterPartitionRequest().brokerId(id).brokerEpoch(registration.epoch());
            q.topics().add(new AlterPartitionRequest.TopicData().topicId(r.topic()).partitions(List.of(
                    new AlterPartitionRequest.PartitionData().partitionIndex(tp.partition())
                            .leaderEpoch(r.leaderEpoch())
                            .partitionEpoch(r.partitionEpoch()).newIsr(isr))));
            to.alterPartition(q).thenAccept(a -> altered(tp, r, a));
        }
    }

    private void altered(TopicPartition tp, Replica before, AlterPartitionResponse a) {
        if (a.errorCode() != 0 || a.topics().isEmpty() || replicas.get(tp) != before) return;
        AlterPartitionResponse.PartitionData p = a.topics().getFirst().partitions().getFirst();
        if (p.errorCode() != 0) return;
        replicas.put(tp, new Replica(before.topic(), p.leaderId(), p.leaderEpoch(), p.partitionEpoch(),
                List.copyOf(p.isr()),
                before.replicas(), p.leaderRecoveryState() == 1));
    }
}
