package io.odradek.engine.controller;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
        List<Integer> members = live.stream().filter(l.isr()::contains).toList();
        if (l.leader() == Leadership.NONE && !members.isEmpty()) return returned(ctx, l, members);
        for (int b : live) {
            if (l.isr().contains(b)) return l.next(b, l.isr().stream().filter(i -> ctx.online(i, p)).toList());
        }
        return unclean && !live.isEmpty() ? l.next(live.getFirst(), List.of(live.getFirst()), true) : null;
    }

    /**
     * All members of the ISR were gone: who came back first leads, and alone, as if the controller had seen it come
     * before the others. Whoever came later may have lost its disk while that one was there already.
     */
    private static Leadership returned(ControllerContext ctx, Leadership l, List<Integer> members) {
        int first = Collections.min(members, Comparator.comparingLong(b -> ctx.brokers().get(b).epoch()));
        return l.next(first, List.of(first));
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
     * For a new controller: members of the ISR that registered after the state was written may have lost what they had
     * not made durable, and nobody has acted on it. Those that stayed lead without them; where none stayed, who came
     * back first does, in a new epoch, so that what it lost can be told from what it writes now. A real controller lets
     * a leader that restarted unseen go on in its epoch. Null where nothing is to be done.
     *
     * @param unheard members that may have restarted before the state was written, by one who had not heard of it
     */
    static Leadership takeOver(ControllerContext ctx, Partition p, long writtenAt, Set<Integer> unheard) {
        Leadership l = p.leadership();
        List<Integer> live = l.isr().stream().filter(b -> ctx.online(b, p)).toList();
        List<Integer> stayed = live.stream().filter(b -> !unheard.contains(b)
                && ctx.brokers().get(b).epoch() < writtenAt).toList();
        if (stayed.size() == live.size()) return null;
        if (stayed.isEmpty()) return returned(ctx, l, live);
        if (stayed.contains(l.leader())) return l.next(l.leader(), stayed);
        for (int b : p.assignment().replicas()) if (stayed.contains(b)) return l.next(b, stayed);
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
