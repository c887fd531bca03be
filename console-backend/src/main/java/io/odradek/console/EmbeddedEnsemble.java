package io.odradek.console;

import io.odradek.console.inside.ZookeeperClient;
import io.odradek.console.inside.ZookeeperInside;
import io.odradek.engine.EmbeddedCluster;
import java.util.List;

/** The ZooKeeper of the engine's cluster, which is in this process wherever its brokers are. */
final class EmbeddedEnsemble implements ZookeeperInside {

    private final EmbeddedCluster cluster;

    EmbeddedEnsemble(EmbeddedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public String address() {
        return cluster.zookeeperConnect();
    }

    @Override
    public List<Long> watchers(String path) {
        return cluster.zookeeper().watchers(path).stream().sorted().toList();
    }

    @Override
    public List<ZookeeperClient> clients() {
        return cluster.zookeeper().clients().stream().map(client -> new ZookeeperClient(client.session(),
                client.address(), client.sinceMs())).toList();
    }
}
