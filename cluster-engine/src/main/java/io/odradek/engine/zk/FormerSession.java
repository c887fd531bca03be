package io.odradek.engine.zk;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.client.ConnectStringParser;
import org.apache.zookeeper.client.HostProvider;
import org.apache.zookeeper.client.StaticHostProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the session of a process that was killed, so that nobody waits for it to expire. Only for whoever knows that
 * the process is dead: it must hold what that process held, its locked data directory for example.
 */
public final class FormerSession {
    private static final Logger LOG = LoggerFactory.getLogger(FormerSession.class);

    private FormerSession() {}

    /**
     * One session, as it is written down.
     *
     * @param connect  zookeeper.connect, chroot included
     * @param password proves to the server that the session is ours
     */
    public record Key(String connect, long id, byte[] password) {
        public Properties properties() {
            Properties all = new Properties();
            all.setProperty("connect", connect);
            all.setProperty("session", Long.toHexString(id));
            all.setProperty("password", HexFormat.of().formatHex(password));
            return all;
        }

        /** Null where the properties are not whole: a torn file costs waiting, nothing else. */
        public static Key of(Properties all) {
            try {
                String connect = all.getProperty("connect");
                String id = all.getProperty("session");
                String password = all.getProperty("password");
                if (connect == null || id == null || password == null) return null;
                return new Key(connect, Long.parseUnsignedLong(id, 16), HexFormat.of().parseHex(password));
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
    }

    /** Blocks for up to {@code waitMs}. Where it does not work out, the session ends by expiring, as ever. */
    public static void end(Key key, ZookeeperSession.Options options, long waitMs) {
        CountDownLatch known = new CountDownLatch(1);
        try {
            Watcher watcher = event -> {
                if (event.getState() == Watcher.Event.KeeperState.SyncConnected
                        || event.getState() == Watcher.Event.KeeperState.Expired) known.countDown();
            };
            HostProvider hosts = new StaticHostProvider(
                    new ConnectStringParser(key.connect()).getServerAddresses());
            ZooKeeper taken = new ZooKeeper(key.connect(), options.sessionTimeoutMs(), watcher, key.id(),
                    key.password(), false, hosts, options.clientConfig());
            try {
                if (!known.await(waitMs, TimeUnit.MILLISECONDS)) LOG.info("The former session could not be ended");
            } finally {
                taken.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | IllegalArgumentException e) {
            LOG.info("The former session could not be ended: {}", e.getMessage());
        }
    }
}
