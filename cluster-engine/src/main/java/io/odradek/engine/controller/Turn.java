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
     * Partitions made by one transaction. One costs up to 2 x (249 + 30 + 90 + 30) = 800 bytes in it, and ZooKeeper
     * takes 1 MiB (jute.maxbuffer).
     */
    static final int PIECE = 500;

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
     * for one. Parents are made where they are missing. Hundreds are one transaction; where that fails, for some are
     * there already, each is made by itself.
     */
    Step makeStates(Collection<Partition> fresh, Supplier<Step> then) {
        List<First> ready = new ArrayList<>();
        Set<String> parents = new LinkedHashSet<>();
        for (Partition p : fresh) {
            Leadership l = firstLeadership(p);
            if (l == null) continue;
            ready.add(new First(p, l));
            parents.add(Znodes.partitions(p.id().topic()));
        }
        if (ready.isEmpty()) return then.get();
        List<ZkRequest> all = new ArrayList<>();
        for (String path : parents) all.add(ZkRequest.create(path, null));
        int before = all.size();
        for (int i = 0; i < ready.size(); i += PIECE) all.add(new ZkRequest.Multi(creates(piece(ready, i))));
        return Step.of(all, replies -> {
            List<First> again = new ArrayList<>();
            for (int i = 0; i < ready.size(); i += PIECE) {
                ZkReply reply = replies.get(before + i / PIECE);
                if (reply.ok()) piece(ready, i).forEach(f -> made(f, reply));
                else again.addAll(piece(ready, i));
            }
            return again.isEmpty() ? then.get() : oneByOne(again, then);
        });
    }

    /** A partition that has no state yet, and the one it gets. */
    private record First(Partition partition, Leadership leadership) {}

    private static List<First> piece(List<First> all, int from) {
        return all.subList(from, Math.min(all.size(), from + PIECE));
    }

    /** Two for each: its znode and the state below. */
    private List<ZkRequest> creates(List<First> some) {
        List<ZkRequest> all = new ArrayList<>();
        for (First f : some) {
            Partition p = f.partition;
            all.add(ZkRequest.create(Znodes.partition(p.id().topic(), p.number()), null));
            all.add(ZkRequest.create(Znodes.state(p.id().topic(), p.number()), f.leadership.encode(ctx.epoch())));
        }
        return all;
    }

    private Step oneByOne(List<First> some, Supplier<Step> then) {
        return Step.of(creates(some), replies -> {
            for (int i = 0; i < some.size(); i++) made(some.get(i), replies.get(2 * i + 1));
            return then.get();
        });
    }

    Leadership firstLeadership(Partition p) {
        List<Integer> live = p.assignment().replicas().stream().filter(b -> ctx.online(b, p)).toList();
        return live.isEmpty() ? null : new Leadership(live.getFirst(), 0, live, false, ctx.epoch(), 0);
    }

    private void made(First f, ZkReply reply) {
        if (reply.ok()) {
            f.partition.leadership(f.leadership.written(ctx.epoch(), 0));
            batch.changed(f.partition, true);
        } else if (reply.code() == Code.NODE_EXISTS) {
            batch.stale(f.partition.id());
        }
    }

    boolean unclean(Partition p) {
        return unclean.test(p.id().topic());
    }
}
