package io.odradek.console.snapshot;

import java.util.List;

/**
 * A window of a list.
 *
 * @param total   rows that match, of which these are some
 * @param offset  index of the first of these
 * @param takenMs how old the figures are: epoch milliseconds of the sweep they come from
 */
public record Page<T>(List<T> items, int total, int offset, long takenMs) {

    public Page {
        items = List.copyOf(items);
    }
}
