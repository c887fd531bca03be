package io.odradek.engine.controller;

import io.odradek.engine.zk.ZkReply;
import io.odradek.engine.zk.ZkReply.Code;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.Znodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One event's turn: the context it may read and change, the batch it fills, and the writes that many deciders share.
 *
 * @param unclean may a leader be chosen outside the ISR of this topic
 */
record Turn(ControllerContext ctx, RequestBatch batch, Predicate<String> unclean) {

    /**
     * Writes these leaders and ISRs where nobody else wrote since; those written are told to the brokers. {@code
     * then} runs after
     * that, whatever was written: a partition that was not has its old leadership, and is read again after the event.
     */
    Step write(Map<Partition, Leadership> changes, Supplier<Step> then) {
        if (changes.isEmpty()) return then.get();
        List<Partition> partitions = List.copyOf(changes.keySet());
        List<ZkRequest> puts = new ArrayList<>(partitions.size());
        for (Partition p : partitions) {
            Leadership l = changes.get(p);
            puts.add(new ZkRequest.Put(Znodes.state(p.id().topic(), p.number()), l.encode(ctx.epoch()), l.version()));
        }
        return Step.of(puts, replies -> {
            for (int i = 0; i < partitions.size(); i++) {
                if (written(partitions.get(i), changes.get(partitions.get(i)), replies.get(i))) {
                    batch.changed(partitions.get(i), false);
                }
            }
            return then.get();
        });
    }

    /** Takes over what was written, or marks the partition as stale. */
    boolean written(Partition p, Leadership l, ZkReply reply) {
        Leadership before = p.leadership();
        if (reply.ok() && before != null && l.leader() != Leadership.NONE && l.leader() != before.leader()) {
            batch.election(!before.isr().contains(l.leader()));
        }
        if (reply.ok()) p.leadership(l.written(ctx.epoch(), reply.version()));
        else batch.stale(p.id());
        return reply.ok();
    }

    /**
     * First leaders for partitions without a state: the first live replica, all live ones in sync. Those without a
     * live replica wait
     * for one. Parents are made where they are missing.
     */
    Step makeStates(Collection<Partition> fresh, Supplier<Step> then) {
        List<Partition> ready = new ArrayList<>();
        Set<String> parents = new LinkedHashSet<>();
        List<ZkRequest> states = new ArrayList<>();
        List<Leadership> first = new ArrayList<>();
        for (Partition p : fresh) {
            Leadership l = firstLeadership(p);
            if (l == null) continue;
            ready.add(p);
            first.add(l);
            parents.add(Znodes.partitions(p.id().topic()));
            states.add(ZkRequest.create(Znodes.state(p.id().topic(), p.number()), l.encode(ctx.epoch())));
        }
        if (ready.isEmpty()) return then.get();
        for (Partition p : ready) parents.add(Znodes.partition(p.id().topic(), p.number()));
        List<ZkRequest> all = new ArrayList<>();
        for (String path : parents) all.add(ZkRequest.create(path, null));
        int before = all.size();
        all.addAll(states);
        return Step.of(all, replies -> {
            for (int i = 0; i < ready.size(); i++) made(ready.get(i), first.get(i), replies.get(before + i));
            return then.get();
        });
    }

    Leadership firstLeadership(Partition p) {
        List<Integer> live = p.assignment().replicas().stream().filter(b -> ctx.online(b, p)).toList();
        return live.isEmpty() ? null : new Leadership(live.getFirst(), 0, live, false, ctx.epoch(), 0);
    }

    void made(Partition p, Leadership l, ZkReply reply) {
        if (reply.ok()) {
            p.leadership(l.written(ctx.epoch(), 0));
            batch.changed(p, true);
        } else if (reply.code() == Code.NODE_EXISTS) {
            batch.stale(p.id());
        }
    }

    boolean unclean(Partition p) {
        return unclean.test(p.id().topic());
    }
}
