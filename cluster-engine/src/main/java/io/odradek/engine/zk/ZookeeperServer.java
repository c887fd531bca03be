package io.odradek.engine.zk;

import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.zookeeper.server.DatadirCleanupManager;
import org.apache.zookeeper.server.NettyServerCnxnFactory;
import org.apache.zookeeper.server.ServerConfig;
import org.apache.zookeeper.server.ZooKeeperServerMain;
import org.apache.zookeeper.server.admin.AdminServer;
import org.apache.zookeeper.server.quorum.QuorumPeer;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ZooKeeper server of its own process, as a zoo.cfg describes it: alone, or a member of an ensemble ({@code server.N}
 * and a file {@code myid}). Everything in the file means what it means to Apache ZooKeeper, whose server this is.
 */
public final class ZookeeperServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ZookeeperServer.class);
    private static final String ADMIN = "zookeeper.admin.enableServer";
    private static final String TLS_VERSION = "zookeeper.ssl.protocol";
    private static final String TLS_VERSIONS = "zookeeper.ssl.enabledProtocols";
    private static final String CONNECTIONS = "zookeeper.serverCnxnFactory";

    private final QuorumPeerConfig config;
    private final Alone alone = new Alone();
    private final Member member = new Member();

    private ZookeeperServer(QuorumPeerConfig config) {
        this.config = config;
    }

    /** Reads the file; nothing is opened yet. Throws one line that names what is wrong with it. */
    public static ZookeeperServer read(Path file) throws EmbeddedZookeeper.StartFailure {
        QuorumPeerConfig config = new QuorumPeerConfig();
        // As in the file that Kafka comes with; where a file asks for the admin pages, ZooKeeper wants Jetty for them.
        if (System.getProperty(ADMIN) == null) System.setProperty(ADMIN, "false");
        try {
            config.parse(file.toString());
        } catch (QuorumPeerConfig.ConfigException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new EmbeddedZookeeper.StartFailure("ZooKeeper cannot use " + file + ": " + cause.getMessage(), e);
        }
        if (config.getClientPortAddress() == null && config.getSecureClientPortAddress() == null) {
            throw new EmbeddedZookeeper.StartFailure("ZooKeeper cannot use " + file
                    + ": clientPort says where to listen, and is not set", null);
        }
        if (config.getSecureClientPortAddress() != null) prepareTls();
        return new ZookeeperServer(config);
    }

    /** ZooKeeper's own choice of connections speaks no TLS, and its choice of versions is not that of 3.8's clients. */
    private static void prepareTls() {
        if (System.getProperty(CONNECTIONS) == null) {
            System.setProperty(CONNECTIONS, NettyServerCnxnFactory.class.getName());
        }
        if (System.getProperty(TLS_VERSION) == null && System.getProperty(TLS_VERSIONS) == null) {
            System.setProperty(TLS_VERSIONS, "TLSv1.3,TLSv1.2");
        }
    }

    /** Where it keeps snapshots; one server at a time may use it, which the caller sees to. */
    public Path dataDir() {
        return config.getDataDir().toPath();
    }

    /** Serves until {@link #close}, on the caller's thread. Throws one line where it cannot begin. */
    public void run() throws EmbeddedZookeeper.StartFailure {
        for (InetSocketAddress each : own()) free(each);
        File logs = config.getDataLogDir() == null ? config.getDataDir() : config.getDataLogDir();
        DatadirCleanupManager purge = new DatadirCleanupManager(config.getDataDir(), logs,
                config.getSnapRetainCount(), config.getPurgeInterval());
        purge.start();
        try {
            if (config.isDistributed()) {
                LOG.info("ZooKeeper server {} of {} begins at {}", config.getServerId(),
                        config.getServers().keySet(), own());
                member.runFromConfig(config);
            } else {
                ServerConfig single = new ServerConfig();
                single.readFrom(config);
                alone.runFromConfig(single);
            }
        } catch (IOException | AdminServer.AdminServerException e) {
            throw new EmbeddedZookeeper.StartFailure("ZooKeeper cannot start in " + dataDir() + ": " + e.getMessage(),
                    e);
        } finally {
            purge.shutdown();
        }
    }

    /** The addresses that this server itself listens on. */
    private Collection<InetSocketAddress> own() {
        List<InetSocketAddress> all = new ArrayList<>();
        if (config.getClientPortAddress() != null) all.add(config.getClientPortAddress());
        if (config.getSecureClientPortAddress() != null) all.add(config.getSecureClientPortAddress());
        QuorumPeer.QuorumServer self = config.isDistributed() ? config.getServers().get(config.getServerId()) : null;
        if (self != null) {
            all.addAll(self.addr.getAllAddresses());
            all.addAll(self.electionAddr.getAllAddresses());
        }
        return all;
    }

    /** A member of an ensemble would end without a word where one of its ports is taken. */
    private static void free(InetSocketAddress address) throws EmbeddedZookeeper.StartFailure {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(address);
        } catch (BindException e) {
            String wayOut = "; stop what uses it or choose another port (clientPort=, server.N=)";
            throw new EmbeddedZookeeper.StartFailure("port " + address.getPort()
                    + " is in use or not of this machine, so ZooKeeper cannot listen on " + address + wayOut, e);
        } catch (IOException e) {
            throw new EmbeddedZookeeper.StartFailure("ZooKeeper cannot listen on " + address + ": " + e.getMessage(),
                    e);
        }
    }

    /** Ends {@link #run}. What was answered is on disk already. */
    @Override
    public void close() {
        if (config.isDistributed()) member.close();
        else alone.close();
    }

    private static final class Alone extends ZooKeeperServerMain {
        @Override
        protected void serverStarted() {
            if (getClientPort() > 0) LOG.info("ZooKeeper serves at port {}", getClientPort());
            if (getSecureClientPort() > 0) LOG.info("ZooKeeper serves at port {} by TLS", getSecureClientPort());
        }
    }

    private static final class Member extends QuorumPeerMain {}
}
