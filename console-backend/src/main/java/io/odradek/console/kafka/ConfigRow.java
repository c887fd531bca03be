package io.odradek.console.kafka;

import java.util.List;

/**
 * One configuration key of a topic or broker, as the cluster reports it.
 *
 * @param value         null when sensitive or unset
 * @param source        Kafka's name: DYNAMIC_TOPIC_CONFIG, STATIC_BROKER_CONFIG, DEFAULT_CONFIG, …
 * @param type          Kafka's name: BOOLEAN, STRING, INT, LONG, LIST, PASSWORD, …
 * @param overridden    whether it differs from the default by its own setting
 * @param documentation the broker's own text, or empty
 * @param synonyms      where a value would come from, most specific first
 */
public record ConfigRow(String name, String value, String source, String type, boolean overridden, boolean readOnly,
                        boolean sensitive, String documentation, List<Synonym> synonyms) {

    /** A key that this one falls back to. */
    public record Synonym(String name, String value, String source) {
    }
}
