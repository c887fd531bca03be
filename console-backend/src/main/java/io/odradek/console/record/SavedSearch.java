package io.odradek.console.record;

/**
 * A search that is kept by name.
 *
 * @param query the query of its address, such as {@code from=oldest&q=needle}
 */
public record SavedSearch(String cluster, String topic, String name, String query) {
}
