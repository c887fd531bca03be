package io.odradek.console.settings;

import java.nio.file.Path;

/**
 * What the console runs with, as parsed by Main.
 *
 * @param brokers     embedded brokers; 0 when attached to another cluster
 * @param data        where an embedded cluster keeps its data
 * @param host        address everything binds to
 * @param port        first broker's port
 * @param consolePort the front's port
 * @param demo        whether the demonstration workload runs
 * @param bootstrap   HOST:PORT,… of a cluster to attach to, or empty for an embedded one
 */
public record Settings(int brokers, Path data, String host, int port, int consolePort, boolean demo, String bootstrap) {

    public boolean embedded() {
        return bootstrap.isEmpty();
    }
}
