package io.odradek.console.cluster;

import java.util.Map;

/**
 * How the console is attached to a cluster that was added, as it can be edited.
 *
 * @param client further client properties by key; a secret is eight asterisks, and stays what it is where they come
 *               back
 */
public record Attachment(String bootstrapServers, Map<String, String> client) {

    public Attachment {
        bootstrapServers = bootstrapServers == null ? "" : bootstrapServers;
        client = client == null ? Map.of() : Map.copyOf(client);
    }

    /** The address and names alone, for logs. */
    @Override
    public String toString() {
        return bootstrapServers + " " + client.keySet().stream().sorted().toList();
    }
}
