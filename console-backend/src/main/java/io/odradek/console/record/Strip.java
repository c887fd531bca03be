package io.odradek.console.record;

import io.odradek.console.kafka.Place;
import io.odradek.console.kafka.ReadRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * One partition under a scan: the range it may read, how far it has come, and matches that wait to be handed out.
 * Forwards it goes window by
 * window up, backwards window by window down (each still read upwards, as a log is).
 * <pre>
 *   first            windowFrom    cursor   windowTo                last
 *     |------------------[===========>.........]----------------------|
 *                        next (backwards: the window's upper end)
 * </pre>
 */
final class Strip {

    /** Offsets between which to read, and where to begin. */
    record Range(long first, long last, long next) {
    }

    private static final int GROWTH = 4;

    private final Place place;
    private final boolean backwards;
    private final int keep;
    private final long first;
    private final long last;
    private final ArrayDeque<ReadRecord> waiting = new ArrayDeque<>();
    private long next;
    private long windowFrom;
    private long windowTo;
    private long size;
    private boolean filling;

    /**
     * A strip from {@code next} on.
     *
     * @param keep        matches that can be wanted of this partition at most
     * @param firstWindow offsets in the first window
     */
    Strip(Place place, boolean backwards, Range range, int keep, int firstWindow) {
        this.place = place;
        this.backwards = backwards;
        this.keep = keep;
        this.first = range.first();
        this.last = range.last();
        this.next = Math.clamp(range.next(), first, last);
        this.size = firstWindow;
    }

    Place place() {
        return place;
    }

    boolean exhausted() {
        return backwards ? next <= first : next >= last;
    }

    boolean starving() {
        return waiting.isEmpty() && !exhausted();
    }

    /** Opens the next window, of so many offsets at most. */
    void open(long most) {
        long offsets = Math.clamp(size, 1, Math.max(1, most));
        windowFrom = backwards ? Math.max(first, next - offsets) : next;
        windowTo = backwards ? next : Math.min(last, next + offsets);
        size = Math.min(Integer.MAX_VALUE, size * GROWTH);
        filling = true;
    }

    /**
     * The open window in so many parts, each a strip with its window open, to be read at the same time; {@link
     * #absorb} takes back what they found. Each keeps one match more than this strip, so that what a part had to drop
     * is dropped, and gone on from, here too.
     */
    List<Strip> split(int count) {
        List<Strip> parts = new ArrayList<>(count);
        long step = Math.max(1, (windowTo - windowFrom + count - 1) / count);
        for (long from = windowFrom; from < windowTo; from += step) {
            long to = Math.min(windowTo, from + step);
            Strip part = new Strip(place, backwards, new Range(from, to, backwards ? to : from), keep + 1,
                    Integer.MAX_VALUE);
            part.open(Long.MAX_VALUE);
            parts.add(part);
        }
        return parts;
    }

    /** All that they found, or as much as there is without a gap where a limit ended one of them. */
    void absorb(List<Strip> parts) {
        for (Strip part : parts) {
            while (filling && !part.waiting.isEmpty()) {
                take(part.waiting.pollFirst());
            }
            if (part.filling) {
                // Backwards an unfinished part may lack older matches: then the window stays open, too.
                if (!backwards) {
                    reached(part.next);
                }
                return;
            }
            reached(part.windowTo);
        }
    }

    /** Matches that can be wanted at most. */
    int keep() {
        return keep;
    }

    /** First offset of the open window. */
    long from() {
        return windowFrom;
    }

    /** The offset behind the open window. */
    long to() {
        return windowTo;
    }

    boolean filling() {
        return filling;
    }

    /** Whether a record belongs to the open window. */
    boolean wants(ReadRecord record) {
        return filling && record.offset() < windowTo;
    }

    void take(ReadRecord match) {
        waiting.addLast(match);
        if (waiting.size() <= keep) {
            return;
        }
        if (backwards) {
            waiting.removeFirst();
            windowFrom = waiting.peekFirst().offset();
        } else {
            ReadRecord tooMuch = waiting.removeLast();
            next = tooMuch.offset();
            filling = false;
        }
    }

    /** The reader stands here; closes the window when that is its end. */
    void reached(long position) {
        if (!filling) {
            return;
        }
        if (!backwards) {
            next = Math.min(position, windowTo);
        }
        if (position >= windowTo) {
            filling = false;
            next = backwards ? windowFrom : windowTo;
        }
    }

    /**
     * The scan ends: what an unfinished window found backwards is left for the next time, since older ones may be
     * missing.
     */
    void abandon() {
        if (filling && backwards) {
            waiting.clear();
        }
        filling = false;
    }

    ReadRecord head() {
        return backwards ? waiting.peekLast() : waiting.peekFirst();
    }

    ReadRecord remove() {
        return backwards ? waiting.pollLast() : waiting.pollFirst();
    }

    /** Where to go on so that nothing that was not handed out is missed. */
    Slice.Position position() {
        ReadRecord head = head();
        long resume = head == null ? next : backwards ? head.offset() + 1 : head.offset();
        return new Slice.Position(place.partition(), first, resume, last);
    }

    boolean done() {
        return waiting.isEmpty() && exhausted();
    }
}
