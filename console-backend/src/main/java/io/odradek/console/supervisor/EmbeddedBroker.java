package io.odradek.console.supervisor;

/**
 * A broker of the embedded cluster.
 *
 * @param host empty while it does not run
 * @param port -1 while it does not run
 * @param pid  of its own process, the last one where it does not run; 0 for a broker of this process
 * @param log  the file that its process logs to; empty for a broker of this process
 */
public record EmbeddedBroker(int id, String host, int port, boolean running, long pid, String log) {

    /** A broker of this process. */
    public EmbeddedBroker(int id, String host, int port, boolean running) {
        this(id, host, port, running, 0, "");
    }
}
