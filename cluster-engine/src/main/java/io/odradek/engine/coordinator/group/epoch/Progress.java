package io.odradek.engine.coordinator.group.epoch;

import java.util.Map;
import java.util.function.Predicate;

/**
 * How far a member has come.
 *
 * @param epoch         that it must name; 0 before its first assignment, -2 while a static member is away
 * @param previousEpoch that it may still name where an answer was lost
 * @param assigned      what it may work on
 * @param revoking      what it was told to give back and has not
 * @param since         all of both, by the epoch at which the member got it (KIP-1251)
 */
public record Progress<T extends Holding<T>>(int epoch, int previousEpoch, MemberState state, T assigned, T revoking,
                                             Map<Integer, T> since) {
    public static final int AWAY = -2;

    /** Of a member that has nothing yet. */
    public static <T extends Holding<T>> Progress<T> fresh(T none) {
        return new Progress<>(0, 0, MemberState.STABLE, none, none, Map.of());
    }

    /** Of a member that came to have this all at once. */
    public static <T extends Holding<T>> Progress<T> at(int epoch, T assigned) {
        return new Progress<>(epoch, epoch, MemberState.STABLE, assigned, assigned.none(),
                assigned.isEmpty() ? Map.of() : Map.of(epoch, assigned));
    }

    /** The same with one object for what is equal to the member's target, since there may be very many of these. */
    Progress<T> sharing(T target) {
        if (!assigned.equals(target)) return this;
        boolean atOnce = since.size() == 1 && since.containsValue(target);
        return new Progress<>(epoch, previousEpoch, state, target, revoking.isEmpty() ? target.none() : revoking,
                atOnce ? Map.of(since.keySet().iterator().next(), target) : since);
    }

    public Progress<T> away() {
        return new Progress<>(AWAY, AWAY, MemberState.STABLE, assigned, assigned.none(), since);
    }

    public Progress<T> back() {
        return new Progress<>(0, 0, MemberState.STABLE, assigned, assigned.none(), since);
    }

    /** Epoch at which the member got what is looked for; -1 where it has it not. */
    public int since(Predicate<T> isIn) {
        for (Map.Entry<Integer, T> e : since.entrySet()) if (isIn.test(e.getValue())) return e.getKey();
        return -1;
    }
}
