package io.odradek.engine.controller;

import io.odradek.engine.controller.Requests.Outgoing;
import io.odradek.engine.env.Timers;
import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.message.LeaderAndIsrRequest;
import io.odradek.engine.wire.message.LeaderAndIsrResponse;
import io.odradek.engine.wire.message.StopReplicaRequest;
import io.odradek.engine.wire.message.StopReplicaResponse;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.Znodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The controller's office in one term (one controller epoch): its context, and its events, which are carried out one
 * after the other:
 * decide, write, decide, …, tell the brokers, answer. Controller lane only.
 */
final class Office {
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    /**
     * Requests that may wait: more than all clients of a large cluster have open; the rest is answered with
     * NOT_CONTROLLER.
     */
    private static final int MAX_WAITING = 20_000;
    /**
     * Creating topics one by one makes a list change each; reading thousands of names that often would cost more than
     * the topics.
     */
    private static final long TOPICS_DELAY_MS = 100;

    private final Controller controller;
    private final ControllerContext ctx;
    private final StepRunner runner;
    private final BrokerChannels channels;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();
    private final Set<String> scheduled = new HashSet<>();
    private boolean busy;
    private boolean closed;
    /** Of the event whose turn it is. */
    private long begunNs;

    /** Decides what to do about an event. */
    interface Decision {
        Step decide(Turn turn);
    }

    private record Event(String name, Decision decision, Consumer<Boolean> finished) {}

    Office(Controller controller, int epoch, StepRunner runner) {
        this.controller = controller;
        this.ctx = new ControllerContext(epoch);
        this.runner = runner;
        Controller.Settings s = controller.settings();
        channels = new BrokerChannels(s.brokerId(), controller.world(), s.interBrokerListener(), s.requestTimeoutMs());
        busy = true;
    }

    /** Begins: reads everything, then serves what has been asked meanwhile. */
    void open() {
        LOG.info("Broker {} is the controller now, epoch {}", controller.settings().brokerId(), ctx.epoch());
        busy = false;
        waiting.addFirst(new Event("load", t -> view(t).load(), ok -> {
            if (ok) event("admin notes", t -> view(t).adminNotes());
        }));
        next();
        if (controller.settings().autoLeaderRebalance()) rebalanceLater();
    }

    private ZkView view(Turn t) {
        return new ZkView(t, controller.world().rng());
    }

    private void rebalanceLater() {
        controller.world().timers().after(controller.settings().imbalanceCheckMs(), controller.world().lane(), () -> {
            if (closed) return;
            event("rebalance", t -> LeaderChoice.rebalance(t, controller.settings().imbalancePercent()));
            rebalanceLater();
        });
    }

    void event(String name, Decision decision) {
        if (closed) return;
        waiting.add(new Event(name, decision, _ -> {}));
        next();
    }

    /** One that stands for all of its name until it begins. */
    private void once(String name, Decision decision) {
        if (!scheduled.add(name)) return;
        event(name, t -> {
            scheduled.remove(name);
            return decision.decide(t);
        });
    }

    void request(Decision decision, Consumer<Boolean> finished) {
        if (closed || waiting.size() >= MAX_WAITING) {
            finished.accept(false);
            return;
        }
        waiting.add(new Event("request", decision, finished));
        next();
    }

    void close() {
        closed = true;
        List<Event> refused = List.copyOf(waiting);
        waiting.clear();
        controller.tally().waiting().set(0);
        refused.forEach(e -> e.finished().accept(false));
        channels.close();
        LOG.info("Broker {} is no longer the controller, epoch {}", controller.settings().brokerId(), ctx.epoch());
    }

    private void next() {
        if (busy || closed || waiting.isEmpty()) return;
        busy = true;
        begunNs = controller.world().clock().monotonicNs();
        Event e = waiting.poll();
        Turn turn = new Turn(ctx, new RequestBatch(), controller::unclean);
        controller.tally().events().increment();
        controller.tally().waiting().set(waiting.size());
        // The end of a step may throw out of a decider: then the event is refused, and the office goes on.
        try {
            runner.run(new Step(List.of(), _ -> e.decision().decide(turn)), end -> ended(e, turn, end));
        } catch (RuntimeException x) {
            failed(e, x);
        }
    }

    private void failed(Event e, RuntimeException x) {
        LOG.error("The controller could not carry out {}", e.name(), x);
        controller.tally().failures().increment();
        e.finished().accept(false);
        busy = false;
        next();
    }

    private void ended(Event e, Turn turn, StepRunner.End end) {
        if (closed || end != StepRunner.End.DONE) {
            e.finished().accept(false);
            if (end == StepRunner.End.FENCED) controller.fenced(this);
            return;
        }
        channels.follow(ctx.brokers().values());
        controller.tally().uncleanElections().add(turn.batch().uncleanElections());
        Told told = tell(turn.batch());
        long tookNs = controller.world().clock().monotonicNs() - begunNs;
        controller.tally().eventTime().record(tookNs);
        if (turn.batch().elections() > 0) controller.tally().electionTime().record(tookNs);
        told.within(controller, () -> e.finished().accept(true));
        if (!turn.batch().stale().isEmpty()) {
            LOG.warn("Partitions whose state another wrote are read again: {}", turn.batch().stale());
            event("refresh", t -> view(t).refresh(turn.batch().stale()));
        }
        if (turn.batch().brokersChanged() && turn.batch().stale().isEmpty()) {
            waiting.addFirst(new Event("note brokers", BrokerChange::note, _ -> {}));
        }
        busy = false;
        next();
    }

    private Told tell(RequestBatch batch) {
        List<Outgoing> all = new Requests(ctx, controller.settings().brokerId(), controller.settings()
                .interBrokerListener())
                .of(batch);
        Told told = new Told();
        for (Outgoing o : all) {
            boolean ours = o.broker() == controller.settings().brokerId();
            boolean awaited = o.key() == ApiKey.UPDATE_METADATA && (ours || batch.onlyNew());
            if (awaited) told.sent(ours);
            channels.send(new BrokerChannels.Delivery(o, (broker, answer) -> {
                if (awaited) told.heard(ours);
                if (answer != null && !closed) answered(o, answer);
            }));
        }
        return told;
    }

    private void answered(Outgoing o, Message answer) {
        switch (answer) {
            case LeaderAndIsrResponse r -> disks(o, (LeaderAndIsrRequest) o.request(), r);
            case StopReplicaResponse r -> deletions(o, (StopReplicaRequest) o.request(), r);
            default -> { }
        }
    }

    private void disks(Outgoing o, LeaderAndIsrRequest q, LeaderAndIsrResponse r) {
        if (r.errorCode() != 0) {
            LOG.warn("Broker {} refused LeaderAndIsr: {}", o.broker(), ErrorCode.of(r.errorCode()));
            return;
        }
        List<TopicPartition> failed = new ArrayList<>();
        r.topics().forEach(t -> {
            Topic topic = ctx.topic(t.topicId());
            t.partitionErrors().forEach(p -> {
                if (p.errorCode() == ErrorCode.KAFKA_STORAGE_ERROR.code() && topic != null) {
                    failed.add(new TopicPartition(topic.name(), p.partitionIndex()));
                }
            });
        });
        if (failed.isEmpty()) return;
        event("failed disks", t -> {
            BrokerImage b = ctx.brokers().get(o.broker());
            // A process that is gone says nothing of the disks of the next one, which may be mended.
            boolean same = b != null && b.epoch() == q.brokerEpoch();
            return same ? BrokerChange.disksFailed(t, o.broker(), failed) : Step.NONE;
        });
    }

    private void deletions(Outgoing o, StopReplicaRequest q, StopReplicaResponse r) {
        if (r.errorCode() != 0) {
            LOG.warn("Broker {} refused StopReplica: {}", o.broker(), ErrorCode.of(r.errorCode()));
            return;
        }
        Set<TopicPartition> errors = new HashSet<>();
        r.partitionErrors().forEach(p -> {
            if (p.errorCode() != 0) errors.add(new TopicPartition(p.topicName(), p.partitionIndex()));
        });
        List<TopicPartition> gone = new ArrayList<>();
        q.topicStates().forEach(t -> t.partitionStates().forEach(p -> {
            TopicPartition id = new TopicPartition(t.topicName(), p.partitionIndex());
            boolean whole = p.deletePartition() && p.leaderEpoch() == RequestBatch.EPOCH_DURING_DELETE;
            if (whole && !errors.contains(id)) gone.add(id);
        }));
        if (!gone.isEmpty()) event("deleted replicas", t -> TopicDeletion.confirmed(t, o.broker(), gone));
    }

    void changed(ZkSession.Change change, String path) {
        if (path.startsWith(Znodes.BROKER_IDS)) {
            once("brokers", t -> view(t).brokersChanged());
        } else if (path.equals(Znodes.TOPICS)) {
            topicsLater();
        } else if (path.startsWith(Znodes.TOPICS + "/") && change == ZkSession.Change.DATA) {
            String topic = path.substring(Znodes.TOPICS.length() + 1);
            once("topic " + topic, t -> view(t).topicChanged(topic));
        } else {
            switch (path) {
                case Znodes.DELETE_TOPICS -> once("deletions", t -> view(t).deletions());
                case Znodes.ISR_CHANGE_NOTIFICATION -> once("isr notes", t -> view(t).isrNotes());
                case Znodes.LOG_DIR_EVENT_NOTIFICATION -> once("log dir notes", t -> view(t).logDirNotes());
                case Znodes.REASSIGN_PARTITIONS, Znodes.PREFERRED_REPLICA_ELECTION ->
                        once("admin notes", t -> view(t).adminNotes());
                default -> { }
            }
        }
    }

    private void topicsLater() {
        if (!scheduled.add("topics later")) return;
        controller.world().timers().after(TOPICS_DELAY_MS, controller.world().lane(), () -> {
            scheduled.remove("topics later");
            once("topics", t -> view(t).topicsChanged());
        });
    }
}
