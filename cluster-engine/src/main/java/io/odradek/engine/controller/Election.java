package io.odradek.engine.controller;

import java.util.ArrayList;
import java.util.List;

/** Who leads next: Kafka's four ways to choose. Null where nobody can. */
final class Election {
    private Election() {}

    /**
     * The leader is gone: the first live replica in the ISR; else, where unclean is allowed, the first live one, with
     * data lost.
     */
    static Leadership offline(ControllerContext ctx, Partition p, boolean unclean) {
        Leadership l = p.leadership();
        List<Integer> live = p.assignment().replicas().stream().filter(b -> ctx.online(b, p)).toList();
        for (int b : live) {
            if (l.isr().contains(b)) return l.next(b, l.isr().stream().filter(i -> ctx.online(i, p)).toList());
        }
        return unclean && !live.isEmpty() ? l.next(live.getFirst(), List.of(live.getFirst()), true) : null;
    }

    /**
     * The first of the given replicas that is live and in the ISR; the ISR stays. For reassignment and, with one
     * replica, preferred.
     */
    static Leadership amongIsr(ControllerContext ctx, Partition p, List<Integer> candidates) {
        Leadership l = p.leadership();
        for (int b : candidates) {
            if (l.isr().contains(b) && ctx.online(b, p)) return l.next(b, l.isr());
        }
        return null;
    }

    static Leadership preferred(ControllerContext ctx, Partition p) {
        return amongIsr(ctx, p, p.assignment().replicas().subList(0, 1));
    }

    /** Another leader than those that shut down, who leave the ISR. */
    static Leadership shutdown(ControllerContext ctx, Partition p) {
        Leadership l = p.leadership();
        List<Integer> isr = new ArrayList<>(l.isr());
        isr.removeAll(ctx.shuttingDown());
        for (int b : p.assignment().replicas()) {
            if (isr.contains(b) && ctx.online(b, p)) return l.next(b, isr);
        }
        return null;
    }

    /**
     * What a partition needs after replicas went or came: a leader, or an ISR without the dead. Null where it needs
     * nothing. With
     * all of the ISR gone the ISR stays, so that whichever of them returns may lead.
     */
    static Leadership repair(ControllerContext ctx, Partition p, boolean unclean) {
        Leadership l = p.leadership();
        if (l.leader() == Leadership.NONE || !ctx.serving(l.leader(), p)) {
            Leadership elected = offline(ctx, p, unclean);
            if (elected != null) return elected;
            return l.leader() == Leadership.NONE ? null : l.next(Leadership.NONE, l.isr());
        }
        List<Integer> isr = l.isr().stream().filter(b -> ctx.serving(b, p)).toList();
        return isr.size() == l.isr().size() || isr.isEmpty() ? null : l.next(l.leader(), isr);
    }
}
