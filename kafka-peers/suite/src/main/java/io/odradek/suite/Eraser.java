package io.odradek.suite;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.config.ConfigResource;

/** Makes a cluster that was used blank again: no topics but internal ones, no groups, no settings but its first. */
final class Eraser {
    private static final long EACH_SECONDS = 20;
    private static final long GONE_MS = 15_000;

    private final Launched cluster;

    Eraser(Launched cluster) {
        this.cluster = cluster;
    }

    /** False where something would not go, such as a group whose members were left behind. */
    boolean erase() throws InterruptedException {
        try (Admin admin = Admin.create(OutsideCluster.bootstrap(cluster))) {
            Set<String> topics = topics(admin);
            if (!topics.isEmpty()) admin.deleteTopics(topics).all().get(EACH_SECONDS, TimeUnit.SECONDS);
            for (GroupListing group : admin.listGroups().valid().get(EACH_SECONDS, TimeUnit.SECONDS)) {
                admin.deleteConsumerGroups(Set.of(group.groupId())).all().get(EACH_SECONDS, TimeUnit.SECONDS);
            }
            forgetSettings(admin);
            for (String topic : topics) {
                Wait.until(topic + " is gone", GONE_MS, () -> new Look(cluster).everywhere(l -> l.gone(topic)));
            }
            return true;
        } catch (ExecutionException | TimeoutException | AssertionError e) {
            System.err.println("a new cluster, because the old one cannot be emptied: " + e.getMessage());
            return false;
        }
    }

    /** What a test has set while the brokers ran, for all of them or for one. */
    private void forgetSettings(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        List<ConfigResource> brokers = Stream.concat(Stream.of(""), cluster.ports().keySet().stream()
                .map(String::valueOf)).map(name -> new ConfigResource(ConfigResource.Type.BROKER, name)).toList();
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        admin.describeConfigs(brokers).all().get(EACH_SECONDS, TimeUnit.SECONDS).forEach((broker, config) -> {
            ConfigEntry.ConfigSource own = broker.isDefault() ? ConfigEntry.ConfigSource.DYNAMIC_DEFAULT_BROKER_CONFIG
                    : ConfigEntry.ConfigSource.DYNAMIC_BROKER_CONFIG;
            List<AlterConfigOp> gone = config.entries().stream().filter(e -> e.source() == own).map(e ->
                    new AlterConfigOp(new ConfigEntry(e.name(), null), AlterConfigOp.OpType.DELETE)).toList();
            if (!gone.isEmpty()) changes.put(broker, gone);
        });
        if (!changes.isEmpty()) admin.incrementalAlterConfigs(changes).all().get(EACH_SECONDS, TimeUnit.SECONDS);
    }

    private static Set<String> topics(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listTopics(new ListTopicsOptions().listInternal(false)).names()
                .get(EACH_SECONDS, TimeUnit.SECONDS).stream().filter(name -> !name.startsWith("__"))
                .collect(Collectors.toSet());
    }
}
