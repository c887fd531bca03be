package io.odradek.console.supervisor;

/** A broker of this process. */
public record EmbeddedBroker(int id, String host, int port, boolean running) {
}
