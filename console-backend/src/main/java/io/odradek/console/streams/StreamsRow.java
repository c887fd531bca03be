package io.odradek.console.streams;

/**
 * A Streams application in a list.
 *
 * @param type     "streams", or "classic" where it coordinates by the older protocol
 * @param state    Kafka's name of the group's state
 * @param internal repartition and changelog topics that are there
 */
public record StreamsRow(String id, String type, String state, int internal) {
}
