package io.odradek.engine.config;

import java.util.List;

/**
 * One configuration value with its origin: what DescribeConfigs tells.
 *
 * @param value    null when unset, or when sensitive
 * @param synonyms every place that sets this value, strongest first, the default last
 */
public record Entry(String name, String value, Source source, Type type, boolean readOnly, boolean sensitive,
        String doc, List<Synonym> synonyms) {
    /** One place that sets a value, by the name it has there. */
    public record Synonym(String name, String value, Source source) {}

    public boolean isDefault() {
        return source == Source.DEFAULT_CONFIG;
    }
}
