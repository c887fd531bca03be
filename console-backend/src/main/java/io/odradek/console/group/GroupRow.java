package io.odradek.console.group;

import java.util.List;

/**
 * A group in a list.
 *
 * @param type        "classic", "consumer", "streams" or "share"
 * @param state       Kafka's name, such as "Stable" or "Empty"
 * @param protocol    protocol type of a classic group, such as "consumer" or "connect"
 * @param members     -1 when unknown
 * @param coordinator broker id, -1 when unknown
 * @param topics      that it has committed offsets of, by name
 * @param lag         records it has not read yet, without control records where that is known; -1 when unknown
 * @param lagMs       how long its oldest unread record has been there; 0 when it has read all, -1 when unknown
 * @param lagBefore   its lag about a minute before; -1 when unknown
 */
public record GroupRow(String id, String type, String state, String protocol, int members, int coordinator,
        List<String> topics, long lag, long lagMs, long lagBefore) {
}
