package io.odradek.engine.zk;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.ZooKeeper;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Makes the path after the hosts of zookeeper.connect, through a short session of its own, as Kafka does. */
final class Chroot {
    private Chroot() {}

    static void make(ZookeeperSession.Options options) throws ZookeeperSession.Unreachable {
        String hosts = options.connect().substring(0, options.connect().length() - options.chroot().length());
        CountDownLatch connected = new CountDownLatch(1);
        try {
            ZooKeeper zk = ZookeeperSession.newClient(options, hosts, e -> {
                if (e.getState() == Watcher.Event.KeeperState.SyncConnected) connected.countDown();
            });
            try {
                if (!connected.await(options.connectionTimeoutMs(), TimeUnit.MILLISECONDS)) {
                    throw ZookeeperSession.Unreachable.silent(options, hosts);
                }
                makeEach(zk, options);
            } finally {
                zk.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ZookeeperSession.Unreachable("interrupted while making " + options.chroot());
        } catch (KeeperException.AuthFailedException e) {
            throw ZookeeperSession.Unreachable.refused(hosts);
        } catch (KeeperException e) {
            throw new ZookeeperSession.Unreachable("ZooKeeper at " + hosts + " refuses to make " + options.chroot()
                    + ": " + e.getMessage());
        }
    }

    private static void makeEach(ZooKeeper zk, ZookeeperSession.Options options) throws KeeperException,
            InterruptedException {
        StringBuilder path = new StringBuilder();
        for (String part : options.chroot().substring(1).split("/")) {
            path.append('/').append(part);
            String p = path.toString();
            try {
                zk.create(p, new byte[0], ZkCalls.acls(options.secureAcls(), p), CreateMode.PERSISTENT);
            } catch (KeeperException.NodeExistsException _) {
                // Made by an earlier start or by another broker.
            }
        }
    }
}
