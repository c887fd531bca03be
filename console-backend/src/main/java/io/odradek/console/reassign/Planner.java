package io.odradek.console.reassign;

import io.odradek.console.kafka.Place;
import io.odradek.console.problem.Sentence;
import io.odradek.console.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds few moves that reach a goal. A replica that may stay, stays where it is in the list, so that leaders move only
 * where they must. Pure; used once.
 */
final class Planner {

    private final Board board;
    private final Map<Place, List<Integer>> before;
    private final Set<String> topics;
    private final List<Sentence> refusals = new ArrayList<>();

    /** @param topics by name, all there are */
    Planner(Snapshot snapshot, Set<String> topics) {
        this.board = new Board(snapshot);
        this.before = new HashMap<>(board.replicas());
        this.topics = topics;
    }

    Board board() {
        return board;
    }

    /** Why the goal cannot be reached; empty when it can. */
    List<Sentence> refusals() {
        return refusals;
    }

    List<Move> moves(Goal goal) {
        switch (goal) {
            case Goal.Drain(int broker, var _) -> drain(broker);
            case Goal.Balance _ -> balance();
            case Goal.Factor(var _, int factor) -> factor(factor);
            case Goal.Spread(var _, Set<Integer> brokers) -> spread(brokers);
            case Goal.Exact(List<Goal.Wanted> wanted) -> exact(wanted);
        }
        List<Move> moves = new ArrayList<>();
        board.replicas().forEach((place, after) -> {
            List<Integer> old = before.get(place);
            if (!old.equals(after)) {
                long added = after.stream().filter(id -> !old.contains(id)).count();
                long size = board.size(place);
                moves.add(new Move(place.topic(), place.partition(), old, after, added == 0 ? 0
                        : size < 0 ? -1 : added * size));
            }
        });
        return moves;
    }

    private void drain(int broker) {
        Set<Integer> others = new TreeSet<>(board.online());
        others.remove(broker);
        for (Place place : board.places(topics)) {
            List<Integer> replicas = board.of(place);
            if (replicas.contains(broker)) {
                replace(place, replicas, broker, others);
            }
        }
    }

    private void replace(Place place, List<Integer> replicas, int broker, Set<Integer> among) {
        List<Integer> rest = new ArrayList<>(replicas);
        rest.remove(Integer.valueOf(broker));
        int to = board.best(rest, among);
        if (to < 0) {
            refuse(Sentence.of("{0} has {1} replicas and no other broker to go to", place, replicas.size()));
            return;
        }
        List<Integer> next = new ArrayList<>(replicas);
        next.set(next.indexOf(broker), to);
        board.put(place, next);
    }

    private void factor(int factor) {
        if (factor < 1 || factor > board.online().size()) {
            refuse(Sentence.of("A replication factor must be 1 to {0}, the brokers that are online",
                    board.online().size()));
            return;
        }
        for (Place place : board.places(topics)) {
            List<Integer> next = new ArrayList<>(board.of(place));
            while (next.size() > factor) {
                next.remove(worst(next));
            }
            fill(place, next, factor, board.online());
        }
    }

    /** Index of the replica to give up: never the first; one offline, in a shared rack, or on a full broker. */
    private int worst(List<Integer> replicas) {
        int worst = 1;
        Comparator<Integer> by = Comparator.<Integer>comparingInt(id -> board.online().contains(id) ? 0 : 1)
                .thenComparingInt(id -> board.shared(id, replicas)).thenComparingInt(board::count);
        for (int i = 2; i < replicas.size(); i++) {
            if (by.compare(replicas.get(i), replicas.get(worst)) >= 0) {
                worst = i;
            }
        }
        return worst;
    }

    private void fill(Place place, List<Integer> next, int size, Set<Integer> among) {
        while (next.size() < size) {
            int to = board.best(next, among);
            if (to < 0) {
                refuse(Sentence.of("{0} needs {1} replicas and there are not so many brokers to choose from", place,
                        size));
                return;
            }
            next.add(to);
        }
        board.put(place, next);
    }

    private void spread(Set<Integer> brokers) {
        for (int broker : new TreeSet<>(brokers)) {
            if (!board.online().contains(broker)) {
                refuse(Sentence.of("Broker {0} is not online", broker));
            }
        }
        if (!refusals.isEmpty()) {
            return;
        }
        for (Place place : board.places(topics)) {
            for (int broker : board.of(place)) {
                if (!brokers.contains(broker)) {
                    replace(place, board.of(place), broker, brokers);
                }
            }
        }
    }

    private void balance() {
        List<Place> places = board.places(topics);
        boolean moved = true;
        // Each move narrows the gap, so it ends; bounded all the same.
        for (int i = 0; moved && i < places.size() * 10; i++) {
            moved = moveOne(places);
        }
        Leaders.even(board, places);
    }

    private boolean moveOne(List<Place> places) {
        List<Integer> byCount = board.online().stream().sorted(Comparator.comparingInt(board::count)
                .thenComparingInt(id -> id)).toList();
        for (int from : byCount.reversed()) {
            for (int to : byCount) {
                if (board.count(from) - board.count(to) < 2) {
                    break;
                }
                for (Place place : places) {
                    List<Integer> replicas = board.of(place);
                    if (replicas.contains(from) && !replicas.contains(to) && allowed(replicas, from, to)) {
                        List<Integer> next = new ArrayList<>(replicas);
                        next.set(next.indexOf(from), to);
                        board.put(place, next);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean allowed(List<Integer> replicas, int from, int to) {
        List<Integer> rest = new ArrayList<>(replicas);
        rest.remove(Integer.valueOf(from));
        return board.shared(to, rest) <= board.shared(from, rest);
    }

    private void exact(List<Goal.Wanted> wanted) {
        for (Goal.Wanted one : wanted) {
            Place place = new Place(one.topic(), one.partition());
            if (board.of(place) == null) {
                refuse(Sentence.of("No partition {0}", place));
            } else if (one.replicas() == null || one.replicas().isEmpty()
                    || one.replicas().stream().distinct().count() < one.replicas().size()) {
                refuse(Sentence.of("{0} needs replicas, each on another broker", place));
            } else if (!board.online().containsAll(one.replicas())) {
                refuse(Sentence.of("{0} would have a replica on a broker that is not online: {1}", place,
                        one.replicas()));
            } else {
                board.put(place, one.replicas());
            }
        }
    }

    private void refuse(Sentence why) {
        if (refusals.size() < 10) {
            refusals.add(why);
        }
    }
}
