package io.odradek.console.http;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Items of one subscription that wait for a browser to take them, already JSON. Bounded: when it is full the oldest go
 * and are counted. Filled by
 * any thread, emptied by the socket's.
 */
final class Outbox {

    /** A second of the fastest tail. */
    private static final int MOST_ITEMS = 2_000;
    /** 200 viewers that are all stuck hold 400 MB at the very most; in practice items are a few hundred bytes. */
    private static final int MOST_CHARS = 1 << 20;

    private final String id;
    private final ArrayDeque<String> items = new ArrayDeque<>();
    private long chars;
    private long dropped;
    private String last;
    private int taken;

    Outbox(String id) {
        this.id = id;
    }

    synchronized void add(List<String> more, long droppedBefore) {
        dropped += droppedBefore;
        for (String item : more) {
            items.addLast(item);
            chars += item.length();
            while (items.size() > MOST_ITEMS || chars > MOST_CHARS && items.size() > 1) {
                chars -= items.removeFirst().length();
                dropped++;
            }
        }
    }

    /** Nothing follows but this message. */
    synchronized void end(String message) {
        last = message;
    }

    /** The next message for the browser, or null. */
    synchronized String take() {
        if (items.isEmpty() && dropped == 0) {
            String message = last;
            last = null;
            taken = 0;
            return message;
        }
        StringBuilder message = new StringBuilder((int) chars + 100);
        message.append("{\"id\":").append(Json.text(id)).append(",\"type\":\"data\",\"items\":[");
        String separator = "";
        for (String item : items) {
            message.append(separator).append(item);
            separator = ",";
        }
        message.append("],\"dropped\":").append(dropped).append('}');
        taken = (int) Math.min(Integer.MAX_VALUE, items.size() + dropped);
        items.clear();
        chars = 0;
        dropped = 0;
        return message.toString();
    }

    /** How many items the message taken last stands for, those it counts as dropped included. */
    synchronized int taken() {
        return taken;
    }
}
