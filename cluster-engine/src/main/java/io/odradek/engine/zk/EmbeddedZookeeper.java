package io.odradek.engine.zk;

import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.NIOServerCnxnFactory;
import org.apache.zookeeper.server.ServerCnxn;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.ZooKeeperServer;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A ZooKeeper server of one node in this JVM. Transactions are forced to disk before they are answered; snapshots
 * and logs stay in the data directory, the oldest are purged at start and once a day. The directory belongs to this
 * server: who starts it makes sure of that.
 */
public final class EmbeddedZookeeper implements AutoCloseable {
    /** 3 is the least ZooKeeper allows. */
    private static final int KEPT_SNAPSHOTS = 3;
    private static final int PURGE_HOURS = 24;

    private final FileTxnSnapLog log;
    private final ServerCnxnFactory connections;
    private final String host;
    private final DatadirCleanupManager purge;

    private EmbeddedZookeeper(Path data, FileTxnSnapLog log, ServerCnxnFactory connections, String host) {
        this.log = log;
        this.connections = connections;
        this.host = host;
        this.purge = new DatadirCleanupManager(data.toFile(), data.toFile(), KEPT_SNAPSHOTS, PURGE_HOURS);
        purge.start();
    }

    /**
     * Starts and serves. Sessions may ask for 2 to 20 ticks of timeout.
     *
     * @param data   directory, made where missing
     * @param port   0 takes a free one
     * @param tickMs 2000 is ZooKeeper's default
     * @throws StartFailure one clear line: port in use, directory unusable
     */
    public static EmbeddedZookeeper start(Path data, String host, int port, int tickMs) throws StartFailure {
        // Set for the whole JVM, as ZooKeeper reads it: without it the server wants Jetty for its admin pages.
        System.setProperty("zookeeper.admin.enableServer", "false");
        FileTxnSnapLog log = open(data);
        try {
            ServerCnxnFactory factory = new Connections();
            // No limit of connections per address: brokers, console and tools all come from one.
            factory.configure(new InetSocketAddress(host, port), 0);
            factory.startup(new Server(log, tickMs));
            return new EmbeddedZookeeper(data, log, factory, host);
        } catch (BindException e) {
            closeQuietly(log);
            throw new StartFailure("ZooKeeper cannot listen on " + host + ":" + port + ": the port is in use", e);
        } catch (IOException e) {
            closeQuietly(log);
            throw new StartFailure("ZooKeeper cannot start in " + data + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closeQuietly(log);
            throw new StartFailure("ZooKeeper's start was interrupted", e);
        }
    }

    private static FileTxnSnapLog open(Path data) throws StartFailure {
        try {
            return new FileTxnSnapLog(data.toFile(), data.toFile());
        } catch (IOException e) {
            throw new StartFailure("ZooKeeper cannot use the data directory " + data + ": " + e.getMessage(), e);
        }
    }

    private static void closeQuietly(FileTxnSnapLog log) {
        try {
            log.close();
        } catch (IOException _) {
            // The failure that brought us here is the one to tell.
        }
    }

    public int port() {
        return connections.getLocalPort();
    }

    /** {@code host:port}, for zookeeper.connect. */
    public String connect() {
        return host + ":" + port();
    }

    /**
     * Who is connected.
     *
     * @param session 0 where none stands yet
     * @param address of the client's end
     */
    public record Client(long session, String address, long sinceMs) {}

    /** The connections of now. */
    public List<Client> clients() {
        List<Client> all = new ArrayList<>();
        for (ServerCnxn each : connections.getConnections()) {
            InetSocketAddress from = each.getRemoteSocketAddress();
            all.add(new Client(each.getSessionId(), from == null ? "" : from.getHostString() + ":" + from.getPort(),
                    each.getEstablished().getTime()));
        }
        return all;
    }

    /** Sessions that watch this znode itself; those that watch all below a parent are named at that parent. */
    public Set<Long> watchers(String path) {
        ZooKeeperServer server = connections.getZooKeeperServer();
        if (server == null || server.getZKDatabase() == null) return Set.of();
        Set<Long> sessions = server.getZKDatabase().getDataTree().getWatchesByPath().getSessions(path);
        return sessions == null ? Set.of() : Set.copyOf(sessions);
    }

    /** Ends all sessions' connections and frees the port. */
    @Override
    public void close() {
        purge.shutdown();
        connections.shutdown();
        closeQuietly(log);
    }

    /**
     * Without beans for JMX, here and below: the first one has the platform's bean server made, which asks every
     * diagnostic command of the JVM for its help, Flight Recorder's profiles parsed and all, at a tenth of the start.
     */
    private static final class Server extends ZooKeeperServer {
        Server(FileTxnSnapLog log, int tickMs) {
            super(log, tickMs, -1, -1, -1, null, "");
        }

        @Override
        protected void registerJMX() {
            // See the class.
        }

        @Override
        protected void unregisterJMX() {
            // Nothing was registered.
        }
    }

    private static final class Connections extends NIOServerCnxnFactory {
        @Override
        public void registerConnection(ServerCnxn connection) {
            // As with Server.
        }
    }

    /** Its message is one line for a user. */
    public static final class StartFailure extends Exception {
        private static final long serialVersionUID = 1;

        StartFailure(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
