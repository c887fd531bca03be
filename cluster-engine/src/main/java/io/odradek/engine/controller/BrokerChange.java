package io.odradek.engine.controller;

import io.odradek.engine.metadata.BrokerImage;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brokers that come, go, restart between two looks (another epoch), change their address, shut down, or lose a disk.
 */
final class BrokerChange {
    private BrokerChange() {}

    /** These are alive now. */
    static Step apply(Turn turn, SortedMap<Integer, BrokerImage> now) {
        ControllerContext ctx = turn.ctx();
        SortedMap<Integer, BrokerImage> before = ctx.brokers();
        if (before.equals(now)) return Step.NONE;
        Set<Integer> gone = new HashSet<>();
        Set<Integer> came = new HashSet<>();
        before.values().forEach(b -> {
            BrokerImage n = now.get(b.id());
            if (n == null || n.epoch() != b.epoch()) gone.add(b.id());
        });
        now.values().forEach(n -> {
            BrokerImage b = before.get(n.id());
            if (b == null || n.epoch() != b.epoch()) came.add(n.id());
        });
        // One that restarted unseen lost what it had not replicated: first it is gone, then it comes.
        SortedMap<Integer, BrokerImage> between = new TreeMap<>(now);
        between.keySet().removeAll(gone);
        ctx.brokers(between);
        Set<Integer> bounced = new HashSet<>(gone);
        bounced.retainAll(came);
        turn.batch().brokersChanged(came);
        if (bounced.isEmpty()) {
            ctx.brokers(now);
            return repair(turn, came);
        }
        return turn.write(repairs(turn), () -> {
            ctx.brokers(now);
            return repair(turn, came);
        });
    }

    /**
     * A new controller has read everything. Members of an ISR that registered after it was written restarted while
     * nobody was the controller, or while one was that did not live to act: they come after those that stayed.
     *
     * <p>A controller that had not heard of a restart yet may have written states after it. So those alone count as
     * having stayed whose present registration was acted upon, where the state's writer notes that. A real controller
     * does not: of what it wrote last, the time alone can tell.
     *
     * @param writtenAt the transaction that wrote each state last
     * @param acted     what {@link #note} wrote last
     */
    static Step takeOver(Turn turn, Map<Partition, Long> writtenAt, ZnodeJson.BrokerEpochs acted) {
        Set<Integer> unheard = new HashSet<>();
        turn.ctx().brokers().values().forEach(b -> {
            if (!Long.valueOf(b.epoch()).equals(acted.brokers().get(b.id()))) unheard.add(b.id());
        });
        if (acted.brokers().isEmpty()) unheard.clear();
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        writtenAt.forEach((p, zxid) -> {
            if (p.topic().deleting() || p.leadership() == null) return;
            Leadership l = Election.takeOver(turn.ctx(), p, zxid,
                    p.leadership().controllerEpoch() <= acted.controllerEpoch() ? unheard : Set.of());
            if (l != null) changes.put(p, l);
        });
        return turn.write(changes, () -> repair(turn, turn.ctx().brokers().keySet()));
    }

    /**
     * After the brokers changed: leaders and ISRs, first leaders, what the newcomers must know, what waited for them.
     */
    static Step repair(Turn turn, Collection<Integer> came) {
        List<Partition> fresh = new ArrayList<>();
        for (Topic t : turn.ctx().topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) if (p.leadership() == null) fresh.add(p);
        }
        return turn.write(repairs(turn), () -> turn.makeStates(fresh, () -> {
            tellNewcomers(turn, came);
            TopicDeletion.resume(turn);
            return Reassignment.completeAll(turn);
        }));
    }

    /** All that followed from them being there, or having gone, stands written: the next controller may rely on it. */
    static Step note(Turn turn) {
        SortedMap<Integer, Long> epochs = new TreeMap<>();
        turn.ctx().brokers().forEach((id, b) -> epochs.put(id, b.epoch()));
        return note(turn, epochs);
    }

    static Step note(Turn turn, SortedMap<Integer, Long> acted) {
        byte[] data = ZnodeJson.encode(new ZnodeJson.BrokerEpochs(turn.ctx().epoch(), acted));
        return Step.of(List.of(new ZkRequest.Put(Znodes.BROKER_EPOCHS, data, ZkRequest.ANY)), _ -> Step.NONE);
    }

    private static Map<Partition, Leadership> repairs(Turn turn) {
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        for (Topic t : turn.ctx().topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) {
                Leadership l = p.leadership() == null ? null : Election.repair(turn.ctx(), p, turn.unclean(p));
                if (l != null) changes.put(p, l);
            }
        }
        return changes;
    }

    private static void tellNewcomers(Turn turn, Collection<Integer> came) {
        if (came.isEmpty()) return;
        for (Topic t : turn.ctx().topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) {
                if (p.leadership() == null) continue;
                List<Integer> here = p.assignment().replicas().stream().filter(came::contains).toList();
                if (!here.isEmpty()) turn.batch().leaderAndIsr(here, p, false);
            }
        }
    }

    /**
     * The broker is about to stop: others lead what it leads, it leaves the ISRs. {@code remaining} gets what it
     * still leads where
     * another replica could have taken over.
     */
    static Step shutdown(Turn turn, int broker, Consumer<TopicPartition> remaining) {
        ControllerContext ctx = turn.ctx();
        ctx.shuttingDown().add(broker);
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        List<Partition> follows = new ArrayList<>();
        List<Partition> leads = new ArrayList<>();
        for (Topic t : ctx.topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) {
                Leadership l = p.leadership();
                if (l == null || p.assignment().replicas().size() < 2 || !p.assignment().replicas()
                        .contains(broker)) continue;
                if (l.leader() == broker) {
                    leads.add(p);
                    Leadership next = Election.shutdown(ctx, p);
                    if (next != null) changes.put(p, next);
                } else {
                    follows.add(p);
                    List<Integer> isr = Assignment.without(l.isr(), List.of(broker));
                    if (isr.size() < l.isr().size() && !isr.isEmpty()) changes.put(p, l.next(l.leader(), isr));
                }
            }
        }
        return turn.write(changes, () -> {
            for (Partition p : follows) turn.batch().stop(broker, p, p.leadership().leaderEpoch(), false);
            for (Partition p : leads) if (p.leadership().leader() == broker) remaining.accept(p.id());
            return Step.NONE;
        });
    }

    /** It does not shut down after all: it is told again what it leads and follows. */
    static Step revive(Turn turn, int broker) {
        if (turn.ctx().shuttingDown().remove(broker)) tellNewcomers(turn, List.of(broker));
        return Step.NONE;
    }

    /** The broker reports failed disks for these replicas, or with its leaders' answers that they are well. */
    static Step disksFailed(Turn turn, int broker, Collection<TopicPartition> partitions) {
        Set<TopicPartition> known = new HashSet<>();
        for (TopicPartition p : partitions) {
            if (!turn.ctx().diskFailed(broker, p)) known.add(p);
            turn.ctx().failedDisk(broker, p);
        }
        for (TopicPartition id : known) {
            Partition p = turn.ctx().partition(id.topic(), id.partition());
            if (p != null) turn.batch().tell(p);
        }
        return known.isEmpty() ? Step.NONE : repair(turn, List.of());
    }

    /** A log directory of the broker failed: LeaderAndIsr for all its replicas makes it say which ones. */
    static Step askForDisks(Turn turn, Collection<Integer> brokers) {
        List<Integer> live = brokers.stream().filter(turn.ctx()::alive).toList();
        live.forEach(turn.ctx()::forgetFailedDisks);
        tellNewcomers(turn, live);
        return Step.NONE;
    }
}
