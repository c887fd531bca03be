package io.odradek.engine.controller;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Moving replicas (KIP-455). A move stands in the topic's znode as adding and removing replicas, so that a new
 * controller goes on with
 * it. It is complete when every target replica is in the ISR; then, in one transaction, the state loses the replicas
 * that
 * leave and the topic's znode gets the target alone.
 */
final class Reassignment {
    private Reassignment() {}

    /**
     * An override or cancel may drop the only replicas that are in sync: then those stay as removing ones until others
     * are. Kafka drops them, and with them the records.
     */
    private static Assignment keepingSync(ControllerContext ctx, Partition p, Assignment a) {
        if (p.leadership() == null) return a;
        List<Integer> isr = p.leadership().isr();
        if (isr.stream().anyMatch(b -> a.replicas().contains(b) && ctx.online(b, p))) return a;
        List<Integer> needed = Assignment.without(isr, a.replicas());
        List<Integer> replicas = new ArrayList<>(a.replicas());
        replicas.addAll(needed);
        List<Integer> removing = new ArrayList<>(a.removing());
        removing.addAll(needed);
        return new Assignment(replicas, a.adding(), removing);
    }

    /**
     * Starts, overrides or cancels moves: writes the assignments, then tells old and new replicas with a new leader
     * epoch.
     */
    static Step start(Turn turn, Map<Partition, Assignment> asked) {
        Map<Partition, Assignment> moves = new LinkedHashMap<>();
        asked.forEach((p, a) -> moves.put(p, keepingSync(turn.ctx(), p, a)));
        if (moves.isEmpty()) return Step.NONE;
        Map<Topic, Map<Integer, Assignment>> byTopic = new LinkedHashMap<>();
        moves.forEach((p, a) -> byTopic.computeIfAbsent(p.topic(), _ -> new TreeMap<>()).put(p.number(), a));
        List<ZkRequest> puts = new ArrayList<>();
        byTopic.forEach((t, changes) -> puts.add(new ZkRequest.Put(Znodes.topic(t.name()), t.encode(changes),
                ZkRequest.ANY)));
        Map<Partition, List<Integer>> dropped = new LinkedHashMap<>();
        return Step.of(puts, replies -> {
            int i = 0;
            for (Topic t : byTopic.keySet()) {
                if (!replies.get(i++).ok()) continue;
                byTopic.get(t).forEach((n, a) -> {
                    Partition p = t.partition(n);
                    dropped.put(p, Assignment.without(p.assignment().replicas(), a.replicas()));
                    p.assignment(a);
                });
            }
            return turn.write(announcements(turn, dropped), () -> {
                dropped.forEach((p, brokers) -> stopDropped(turn, p, brokers));
                dropped.keySet().forEach(p -> turn.batch().leaderAndIsr(p.assignment().adding(), p, true));
                return completeAll(turn);
            });
        });
    }

    /** A new leader epoch for every partition that moves; replicas dropped by an override or cancel leave the ISR. */
    private static Map<Partition, Leadership> announcements(Turn turn, Map<Partition, List<Integer>> dropped) {
        Map<Partition, Leadership> changes = new LinkedHashMap<>();
        dropped.forEach((p, gone) -> {
            Leadership l = p.leadership();
            if (l == null) return;
            List<Integer> isr = Assignment.without(l.isr(), gone);
            if (isr.isEmpty()) isr = l.isr();
            if (!gone.contains(l.leader())) {
                changes.put(p, l.next(l.leader(), isr));
            } else {
                Leadership elected = Election.amongIsr(turn.ctx(), p, p.assignment().replicas());
                changes.put(p, l.next(elected == null ? Leadership.NONE : elected.leader(), isr));
            }
        });
        return changes;
    }

    private static void stopDropped(Turn turn, Partition p, Collection<Integer> brokers) {
        int epoch = p.leadership() == null ? -1 : p.leadership().leaderEpoch();
        for (int b : brokers) turn.batch().stop(b, p, epoch, true);
    }

    /** Completes every move that can be. */
    static Step completeAll(Turn turn) {
        List<Partition> moving = new ArrayList<>();
        for (Topic t : turn.ctx().topics()) {
            if (t.deleting()) continue;
            for (Partition p : t.partitions()) if (p.assignment().moving()) moving.add(p);
        }
        return complete(turn, moving);
    }

    /** Completes those of these moves whose target is in sync and can be led by one of the target's replicas. */
    static Step complete(Turn turn, Collection<Partition> candidates) {
        Map<Partition, Leadership> ready = new LinkedHashMap<>();
        for (Partition p : candidates) {
            if (!p.assignment().moving() || p.leadership() == null) continue;
            Leadership l = finalLeadership(turn.ctx(), p);
            if (l != null) ready.put(p, l);
        }
        if (ready.isEmpty()) return noteProgress(turn);
        List<ZkRequest> multis = new ArrayList<>();
        Map<Topic, Map<Integer, Assignment>> targets = new LinkedHashMap<>();
        for (Partition p : ready.keySet()) {
            // Several partitions of one topic: each transaction's topic znode has those before it, for they stand in
            // order.
            Map<Integer, Assignment> done = targets.computeIfAbsent(p.topic(), _ -> new TreeMap<>());
            done.put(p.number(), Assignment.of(p.assignment().target()));
            Leadership l = ready.get(p);
            multis.add(new ZkRequest.Multi(List.of(
                    new ZkRequest.Put(Znodes.state(p.id().topic(), p.number()), l.encode(turn.ctx().epoch()),
                            l.version()),
                    new ZkRequest.Put(Znodes.topic(p.id().topic()), p.topic().encode(done), ZkRequest.ANY))));
        }
        return Step.of(multis, replies -> {
            int i = 0;
            boolean failed = false;
            for (Partition p : ready.keySet()) {
                ZkReply r = replies.get(i++);
                failed |= !r.ok();
                if (turn.written(p, ready.get(p), r.ok() ? r.parts().getFirst() : r)) completed(turn, p);
            }
            return Step.then(failed ? rewriteTopics(turn, targets.keySet()) : Step.NONE, () -> noteProgress(turn));
        });
    }

    /** Takes what moves no more out of /admin/reassign_partitions, and with the last of it the znode. */
    static Step noteProgress(Turn turn) {
        Map<TopicPartition, List<Integer>> noted = turn.ctx().notedMoves();
        Map<TopicPartition, List<Integer>> left = new LinkedHashMap<>();
        noted.forEach((id, target) -> {
            Partition p = turn.ctx().partition(id.topic(), id.partition());
            if (p != null && p.assignment().moving()) left.put(id, target);
        });
        if (left.size() == noted.size()) return Step.NONE;
        turn.ctx().notedMoves(left);
        ZkRequest note = left.isEmpty() ? new ZkRequest.Delete(Znodes.REASSIGN_PARTITIONS, ZkRequest.ANY)
                : new ZkRequest.Put(Znodes.REASSIGN_PARTITIONS, ZnodeJson.encodeReassignment(left), ZkRequest.ANY);
        return Step.of(List.of(note), _ -> Step.NONE);
    }

    /** One transaction failed, a later one's topic znode may tell of it as done: write the topics as they are. */
    private static Step rewriteTopics(Turn turn, Collection<Topic> topics) {
        List<ZkRequest> puts = new ArrayList<>();
        for (Topic t : topics) puts.add(new ZkRequest.Put(Znodes.topic(t.name()), t.encode(Map.of()), ZkRequest.ANY));
        return Step.of(puts, _ -> Step.NONE);
    }

    private static void completed(Turn turn, Partition p) {
        List<Integer> leaving = p.assignment().removing();
        p.assignment(Assignment.of(p.assignment().target()));
        turn.batch().changed(p, false);
        stopDropped(turn, p, leaving);
    }

    /** The state after the move, or null while the target is not in sync or none of it can lead. */
    private static Leadership finalLeadership(ControllerContext ctx, Partition p) {
        Leadership l = p.leadership();
        List<Integer> target = p.assignment().target();
        if (target.isEmpty() || !l.isr().containsAll(target)) return null;
        List<Integer> isr = Assignment.without(l.isr(), p.assignment().removing());
        if (target.contains(l.leader()) && ctx.serving(l.leader(), p)) return l.next(l.leader(), isr);
        Leadership elected = Election.amongIsr(ctx, p, target);
        return elected == null ? null : l.next(elected.leader(), isr);
    }
}
