package io.odradek.wire.generator;

import java.util.Map;

/**
 * One schema file.
 *
 * @param name           the message's name, which becomes the class's
 * @param kind           what it describes
 * @param apiKey         of a request or response: the API key; of a coordinator record: the record type; else -1
 * @param versions       the valid versions; none for a message that was removed
 * @param flexible       where compact lengths and tagged fields are used
 * @param latestUnstable whether Kafka does not advertise the last version unless told to
 * @param top            the message's own fields
 * @param nested         every other struct by name, in order of declaration
 */
record Schema(String name, Kind kind, int apiKey, Versions versions, Versions flexible, boolean latestUnstable,
              Struct top, Map<String, Struct> nested) {
    /** The schema's {@code type}. */
    enum Kind { REQUEST, RESPONSE, HEADER, DATA, COORDINATOR_KEY, COORDINATOR_VALUE }

    /** The last version a broker offers. */
    int newestStable() {
        return latestUnstable ? versions.high() - 1 : versions.high();
    }
}
