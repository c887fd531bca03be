package io.odradek.console.reassign;

import io.odradek.console.kafka.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evens out who is the preferred leader, by swapping replicas within their lists: nothing is copied for that. */
final class Leaders {

    private Leaders() {
    }

    static void even(Board board, List<Place> places) {
        Map<Integer, Integer> leads = new HashMap<>();
        board.replicas().values().stream().filter(ids -> !ids.isEmpty())
                .forEach(ids -> leads.merge(ids.getFirst(), 1, Integer::sum));
        boolean swapped = true;
        for (int i = 0; swapped && i < 20; i++) {
            swapped = false;
            for (Place place : places) {
                swapped |= swap(board, place, leads);
            }
        }
    }

    private static boolean swap(Board board, Place place, Map<Integer, Integer> leads) {
        List<Integer> ids = board.of(place);
        int least = 0;
        for (int i = 1; i < ids.size(); i++) {
            if (board.online().contains(ids.get(i))
                    && leads.getOrDefault(ids.get(i), 0) < leads.getOrDefault(ids.get(least), 0)) {
                least = i;
            }
        }
        if (least == 0 || leads.getOrDefault(ids.getFirst(), 0) - leads.getOrDefault(ids.get(least), 0) < 2) {
            return false;
        }
        List<Integer> next = new ArrayList<>(ids);
        next.set(0, ids.get(least));
        next.set(least, ids.getFirst());
        leads.merge(ids.getFirst(), -1, Integer::sum);
        leads.merge(next.getFirst(), 1, Integer::sum);
        board.put(place, next);
        return true;
    }
}
