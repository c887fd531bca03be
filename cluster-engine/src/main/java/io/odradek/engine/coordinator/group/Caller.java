package io.odradek.engine.coordinator.group;

/**
 * Who asks, as groups remember it.
 *
 * @param clientHost as Kafka shows it, "/127.0.0.1"
 */
public record Caller(String clientId, String clientHost, short apiVersion) {}
