package io.odradek.engine;

import io.odradek.engine.config.BrokerConfig;
import io.odradek.engine.config.Policies;
import io.odradek.engine.config.ReplicaKeys;
import io.odradek.engine.config.ZookeeperKeys;
import io.odradek.engine.controller.Controller;
import io.odradek.engine.env.Faults;
import io.odradek.engine.net.ListenerAddress;
import io.odradek.engine.zk.ZookeeperSession;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What the rooms need of the configuration, in their own words. */
final class Settings {
    private Settings() {}

    static ZookeeperSession.Options zookeeper(BrokerConfig config, Faults faults) {
        int sessionMs = config.get(ZookeeperKeys.SESSION_TIMEOUT_MS);
        Integer connectionMs = config.get(ZookeeperKeys.CONNECTION_TIMEOUT_MS);
        Map<String, String> client = new HashMap<>(ZookeeperKeys.client(config));
        if (faults != null && faults.zookeeperThrough() != null) {
            client.put(ZookeeperSession.THROUGH, faults.zookeeperThrough().getHostString() + ":"
                + faults.zookeeperThrough().getPort());
        }
        return new ZookeeperSession.Options(config.get(ZookeeperKeys.CONNECT), sessionMs,
            connectionMs == null ? sessionMs : connectionMs, config.get(ZookeeperKeys.SET_ACL), client);
    }

    static Controller.Settings controller(BrokerConfig config, Policies policies) {
        return new Controller.Settings(config.brokerId(), ListenerAddress.interBroker(config),
            config.get(ReplicaKeys.NUM_PARTITIONS), config.get(ReplicaKeys.DEFAULT_REPLICATION_FACTOR).shortValue(),
            config.get(ReplicaKeys.REQUEST_TIMEOUT_MS), config.get(ReplicaKeys.UNCLEAN_LEADER_ELECTION_ENABLE),
            config.get(ReplicaKeys.AUTO_LEADER_REBALANCE_ENABLE),
            TimeUnit.SECONDS.toMillis(config.get(ReplicaKeys.LEADER_IMBALANCE_CHECK_INTERVAL_SECONDS)),
            config.get(ReplicaKeys.LEADER_IMBALANCE_PER_BROKER_PERCENTAGE),
            config.get(ReplicaKeys.DELETE_TOPIC_ENABLE), policies);
    }
}
