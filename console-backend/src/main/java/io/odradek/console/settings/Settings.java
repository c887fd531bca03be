package io.odradek.console.settings;

import java.nio.file.Path;
import java.util.Map;

/**
 * What the console runs with, as parsed by Main.
 *
 * @param brokers     embedded brokers; 0 when attached to another cluster
 * @param data        where an embedded cluster keeps its data
 * @param host        address everything binds to
 * @param port        first broker's port, 0 for any
 * @param consolePort the front's port, 0 for any
 * @param demo        whether the demonstration workload runs
 * @param bootstrap   HOST:PORT,… of a cluster to attach to, or empty for an embedded one
 */
public record Settings(int brokers, Path data, String host, int port, int consolePort, boolean demo, String bootstrap) {

    public boolean embedded() {
        return bootstrap.isEmpty();
    }

    /** Where the console keeps what is its own, such as the audit log. */
    public Path consoleDirectory() {
        return data.resolve("console");
    }

    /** The user's data directory for this program, by the platform's custom. */
    public static Path defaultData(Map<String, String> environment, String home, String os) {
        String given = environment.getOrDefault("XDG_DATA_HOME", "");
        if (!given.isEmpty()) {
            return Path.of(given, "odradek");
        }
        if (os.startsWith("Mac")) {
            return Path.of(home, "Library", "Application Support", "odradek");
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        if (os.startsWith("Windows") && !local.isEmpty()) {
            return Path.of(local, "odradek");
        }
        return Path.of(home, ".local", "share", "odradek");
    }
}
