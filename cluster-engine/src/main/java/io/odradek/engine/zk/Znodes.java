package io.odradek.engine.zk;

import io.odradek.engine.metadata.ConfigEntity;

import java.util.List;

/**
 * Every path of Kafka 3.9's tree in ZooKeeper, and one that is ours alone. What stands in the znodes:
 * {@link ZnodeJson}.
 */
public final class Znodes {
    public static final String CONTROLLER = "/controller";
    /** Holds the epoch as decimal text; its version fences the writes of a controller that was replaced. */
    public static final String CONTROLLER_EPOCH = "/controller_epoch";
    /** Ours: the registrations of brokers that a controller has acted upon. A real one neither reads nor writes it. */
    public static final String BROKER_EPOCHS = "/broker_epochs";
    public static final String CLUSTER = "/cluster";
    public static final String CLUSTER_ID = "/cluster/id";
    public static final String BROKERS = "/brokers";
    public static final String BROKER_IDS = "/brokers/ids";
    /** Its version hands out generated broker ids. */
    public static final String BROKER_SEQUENCE = "/brokers/seqid";
    public static final String TOPICS = "/brokers/topics";
    public static final String ADMIN = "/admin";
    public static final String DELETE_TOPICS = "/admin/delete_topics";
    public static final String REASSIGN_PARTITIONS = "/admin/reassign_partitions";
    public static final String PREFERRED_REPLICA_ELECTION = "/admin/preferred_replica_election";
    public static final String ISR_CHANGE_NOTIFICATION = "/isr_change_notification";
    public static final String LOG_DIR_EVENT_NOTIFICATION = "/log_dir_event_notification";
    public static final String PRODUCER_ID_BLOCK = "/latest_producer_id_block";
    public static final String FEATURE = "/feature";
    public static final String CONSUMERS = "/consumers";
    public static final String CONFIG = "/config";
    public static final String CONFIG_CHANGES = "/config/changes";
    public static final String ACLS = "/kafka-acl";
    public static final String ACL_CHANGES = "/kafka-acl-changes";
    public static final String ACLS_EXTENDED = "/kafka-acl-extended";
    public static final String ACL_EXTENDED_CHANGES = "/kafka-acl-extended-changes";
    public static final String DELEGATION_TOKENS = "/delegation_token/tokens";
    public static final String DELEGATION_TOKEN_CHANGES = "/delegation_token/token_changes";

    /** Made by every broker at start, parents first: Kafka's persistent paths, and those above them. */
    public static final List<String> PERSISTENT = List.of(CONSUMERS, BROKERS, BROKER_IDS, TOPICS, CONFIG,
            CONFIG_CHANGES, ADMIN,
            DELETE_TOPICS, BROKER_SEQUENCE, ISR_CHANGE_NOTIFICATION, PRODUCER_ID_BLOCK, LOG_DIR_EVENT_NOTIFICATION,
            CONFIG + "/topics", CONFIG + "/clients", CONFIG + "/users", CONFIG + "/brokers", CONFIG + "/ips");

    /** With zookeeper.set.acl, only the owner may read below these. */
    private static final List<String> SENSITIVE = List.of("/config/users", "/config/brokers",
            "/delegation_token/tokens");

    private Znodes() {}

    public static String broker(int id) {
        return BROKER_IDS + "/" + id;
    }

    public static String topic(String name) {
        return TOPICS + "/" + name;
    }

    public static String partitions(String topic) {
        return topic(topic) + "/partitions";
    }

    public static String partition(String topic, int number) {
        return partitions(topic) + "/" + number;
    }

    public static String state(String topic, int number) {
        return partition(topic, number) + "/state";
    }

    public static String deleteTopic(String name) {
        return DELETE_TOPICS + "/" + name;
    }

    public static String config(ConfigEntity entity) {
        return CONFIG + "/" + entity.path();
    }

    /** All entities of one type: topics, brokers, clients, users, ips. */
    public static String configs(String type) {
        return CONFIG + "/" + type;
    }

    /** Created sequentially. */
    public static String configChange() {
        return CONFIG_CHANGES + "/config_change_";
    }

    /** Created sequentially. */
    public static String isrChange() {
        return ISR_CHANGE_NOTIFICATION + "/isr_change_";
    }

    /** Created sequentially. */
    public static String logDirEvent() {
        return LOG_DIR_EVENT_NOTIFICATION + "/log_dir_event_";
    }

    /**
     * {@code patternType}: {@code literal} or {@code prefixed}; the type as Kafka spells it: Topic, Group, Cluster, …
     */
    public static String acl(String patternType, String resourceType, String name) {
        String root = patternType.equals("literal") ? ACLS : ACLS_EXTENDED + "/" + patternType;
        return root + "/" + resourceType + "/" + name;
    }

    static boolean sensitive(String path) {
        return SENSITIVE.stream().anyMatch(path::startsWith);
    }
}
