package io.odradek.engine.controller;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * Where a partition's replicas are, and where they are going while it is being reassigned (KIP-455). While moving,
 * {@code replicas}
 * holds the target first and then what is to be removed.
 */
record Assignment(List<Integer> replicas, List<Integer> adding, List<Integer> removing) {
    Assignment {
        replicas = List.copyOf(replicas);
        adding = List.copyOf(adding);
        removing = List.copyOf(removing);
    }

    static Assignment of(List<Integer> replicas) {
        return new Assignment(replicas, List.of(), List.of());
    }

    boolean moving() {
        return !adding.isEmpty() || !removing.isEmpty();
    }

    /** Where it came from. */
    List<Integer> origin() {
        return without(replicas, adding);
    }

    /** Where it is going; all replicas where it is not moving. */
    List<Integer> target() {
        return without(replicas, removing);
    }

    /** Towards a new target; a move already under way is overridden, its origin kept. */
    Assignment towards(List<Integer> target) {
        List<Integer> origin = origin();
        LinkedHashSet<Integer> full = new LinkedHashSet<>(target);
        full.addAll(origin);
        List<Integer> all = List.copyOf(full);
        return new Assignment(all, without(all, origin), without(all, target));
    }

    static List<Integer> without(Collection<Integer> from, Collection<Integer> what) {
        List<Integer> rest = new ArrayList<>(from);
        rest.removeAll(what);
        return rest;
    }
}
