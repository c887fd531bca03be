package io.odradek.engine.metric;

import java.util.List;

/**
 * The same figures under the names that the JMX exporter gives Apache Kafka's, so that dashboards made for it work
 * unchanged: Strimzi's ({@code …_total}) first, Confluent's ({@code …persec}) second where they differ.
 */
enum KafkaName {
    BYTES_IN(Meter.TOPIC_BYTES_IN, Form.EACH_AND_ALL, "", "kafka_server_brokertopicmetrics_bytesin_total",
        "kafka_server_brokertopicmetrics_bytesinpersec"),
    BYTES_OUT(Meter.TOPIC_BYTES_OUT, Form.EACH_AND_ALL, "", "kafka_server_brokertopicmetrics_bytesout_total",
        "kafka_server_brokertopicmetrics_bytesoutpersec"),
    MESSAGES_IN(Meter.TOPIC_RECORDS_IN, Form.EACH_AND_ALL, "", "kafka_server_brokertopicmetrics_messagesin_total",
        "kafka_server_brokertopicmetrics_messagesinpersec"),
    REPLICATION_IN(Meter.TOPIC_REPLICATED_IN, Form.ALL, "",
        "kafka_server_brokertopicmetrics_replicationbytesin_total",
        "kafka_server_brokertopicmetrics_replicationbytesinpersec"),
    REPLICATION_OUT(Meter.TOPIC_REPLICATED_OUT, Form.ALL, "",
        "kafka_server_brokertopicmetrics_replicationbytesout_total",
        "kafka_server_brokertopicmetrics_replicationbytesoutpersec"),
    PRODUCES(Meter.TOPIC_PRODUCES, Form.EACH_AND_ALL, "", "kafka_server_brokertopicmetrics_totalproducerequests_total",
        "kafka_server_brokertopicmetrics_totalproducerequestspersec"),
    PRODUCES_FAILED(Meter.TOPIC_PRODUCE_FAILURES, Form.EACH_AND_ALL, "",
        "kafka_server_brokertopicmetrics_failedproducerequests_total",
        "kafka_server_brokertopicmetrics_failedproducerequestspersec"),
    FETCHES(Meter.TOPIC_FETCHES, Form.EACH_AND_ALL, "", "kafka_server_brokertopicmetrics_totalfetchrequests_total",
        "kafka_server_brokertopicmetrics_totalfetchrequestspersec"),
    FETCHES_FAILED(Meter.TOPIC_FETCH_FAILURES, Form.EACH_AND_ALL, "",
        "kafka_server_brokertopicmetrics_failedfetchrequests_total",
        "kafka_server_brokertopicmetrics_failedfetchrequestspersec"),
    REPLICAS(Meter.REPLICA_PARTITIONS, Form.EACH, "", "kafka_server_replicamanager_partitioncount"),
    LEADERS(Meter.REPLICA_LEADERS, Form.EACH, "", "kafka_server_replicamanager_leadercount"),
    UNDER_REPLICATED(Meter.REPLICA_UNDER_REPLICATED, Form.EACH, "",
        "kafka_server_replicamanager_underreplicatedpartitions"),
    UNDER_MIN_ISR(Meter.REPLICA_UNDER_MIN_ISR, Form.EACH, "", "kafka_cluster_partition_underminisr",
        "kafka_server_replicamanager_underminisrpartitioncount"),
    AT_MIN_ISR(Meter.REPLICA_AT_MIN_ISR, Form.EACH, "", "kafka_cluster_partition_atminisr",
        "kafka_server_replicamanager_atminisrpartitioncount"),
    OFFLINE_REPLICAS(Meter.REPLICA_OFFLINE, Form.EACH, "", "kafka_server_replicamanager_offlinereplicacount"),
    ISR_SHRINKS(Meter.ISR_SHRINKS, Form.EACH, "", "kafka_server_replicamanager_isrshrinks_total",
        "kafka_server_replicamanager_isrshrinkspersec"),
    ISR_EXPANDS(Meter.ISR_EXPANDS, Form.EACH, "", "kafka_server_replicamanager_isrexpands_total",
        "kafka_server_replicamanager_isrexpandspersec"),
    MAX_LAG(Meter.REPLICA_LAG, Form.MAX, "", "kafka_server_replicafetchermanager_maxlag"),
    ACTIVE_CONTROLLER(Meter.CONTROLLER_ACTIVE, Form.EACH, "", "kafka_controller_kafkacontroller_activecontrollercount"),
    OFFLINE(Meter.CONTROLLER_OFFLINE, Form.EACH, "", "kafka_controller_kafkacontroller_offlinepartitionscount"),
    IMBALANCE(Meter.CONTROLLER_IMBALANCE, Form.EACH, "",
        "kafka_controller_kafkacontroller_preferredreplicaimbalancecount"),
    TOPICS(Meter.CONTROLLER_TOPICS, Form.EACH, "", "kafka_controller_kafkacontroller_globaltopiccount"),
    PARTITIONS(Meter.CONTROLLER_PARTITIONS, Form.EACH, "", "kafka_controller_kafkacontroller_globalpartitioncount"),
    UNCLEAN(Meter.CONTROLLER_UNCLEAN, Form.EACH, "", "kafka_controller_controllerstats_uncleanleaderelections_total",
        "kafka_controller_controllerstats_uncleanleaderelectionspersec"),
    EVENT_QUEUE(Meter.CONTROLLER_WAITING, Form.EACH, "", "kafka_controller_controllereventmanager_eventqueuesize"),
    REQUESTS(Meter.REQUEST_TIME, Form.COUNT, "", "kafka_network_requestmetrics_requests_total",
        "kafka_network_requestmetrics_requestspersec"),
    TOTAL_TIME(Meter.REQUEST_TIME, Form.QUANTILES, "", "kafka_network_requestmetrics_totaltimems"),
    QUEUE_TIME(Meter.REQUEST_QUEUE_TIME, Form.QUANTILES, "", "kafka_network_requestmetrics_requestqueuetimems"),
    LOCAL_TIME(Meter.REQUEST_LOCAL_TIME, Form.QUANTILES, "", "kafka_network_requestmetrics_localtimems"),
    REMOTE_TIME(Meter.REQUEST_REMOTE_TIME, Form.QUANTILES, "", "kafka_network_requestmetrics_remotetimems"),
    SEND_TIME(Meter.REQUEST_SEND_TIME, Form.QUANTILES, "", "kafka_network_requestmetrics_responsesendtimems"),
    ERRORS(Meter.REQUEST_FAILURES, Form.EACH, "", "kafka_network_requestmetrics_errors_total",
        "kafka_network_requestmetrics_errorspersec"),
    QUEUE(Meter.LANE_WAITING, Form.ALL, "", "kafka_network_requestchannel_requestqueuesize"),
    CONNECTIONS(Meter.NET_CONNECTIONS, Form.EACH, "", "kafka_server_socket_server_metrics_connection_count"),
    CONNECTIONS_OPENED(Meter.NET_CONNECTIONS_OPENED, Form.EACH, "",
        "kafka_server_socket_server_metrics_connection_creation_total"),
    CLIENTS(Meter.NET_CLIENTS, Form.EACH, "", "kafka_server_socket_server_metrics_connections"),
    NETWORK_IDLE(Meter.NET_IDLE, Form.EACH, "", "kafka_network_socketserver_networkprocessoravgidle_percent",
        "kafka_network_socketserver_networkprocessoravgidlepercent"),
    HANDLER_IDLE(Meter.NET_IDLE, Form.EACH, "", "kafka_server_kafkarequesthandlerpool_requesthandleravgidle_percent",
        "kafka_server_kafkarequesthandlerpool_requesthandleravgidlepercent"),
    LOG_SIZE(Meter.LOG_PARTITION_SIZE, Form.EACH, "", "kafka_log_log_size"),
    OFFLINE_DIRECTORIES(Meter.LOG_DIRECTORIES, Form.EACH, "state=offline",
        "kafka_log_logmanager_offlinelogdirectorycount"),
    FLUSHES(Meter.LOG_FLUSH_TIME, Form.COUNT, "", "kafka_log_logflushstats_logflush_total",
        "kafka_log_logflushstats_logflushrateandtimems_count"),
    GROUPS(Meter.COORDINATOR_GROUPS, Form.ALL, "", "kafka_coordinator_group_groupmetadatamanager_numgroups"),
    GROUPS_STABLE(Meter.COORDINATOR_GROUPS, Form.ALL, "state=Stable",
        "kafka_coordinator_group_groupmetadatamanager_numgroupsstable"),
    GROUPS_EMPTY(Meter.COORDINATOR_GROUPS, Form.ALL, "state=Empty",
        "kafka_coordinator_group_groupmetadatamanager_numgroupsempty"),
    GROUPS_DEAD(Meter.COORDINATOR_GROUPS, Form.ALL, "state=Dead",
        "kafka_coordinator_group_groupmetadatamanager_numgroupsdead"),
    GROUPS_PREPARING(Meter.COORDINATOR_GROUPS, Form.ALL, "state=PreparingRebalance",
        "kafka_coordinator_group_groupmetadatamanager_numgroupspreparingrebalance"),
    GROUPS_COMPLETING(Meter.COORDINATOR_GROUPS, Form.ALL, "state=CompletingRebalance",
        "kafka_coordinator_group_groupmetadatamanager_numgroupscompletingrebalance"),
    ZOOKEEPER_EXPIRES(Meter.ZOOKEEPER_EXPIRATIONS, Form.EACH, "",
        "kafka_server_sessionexpirelistener_zookeeperexpires_total",
        "kafka_server_sessionexpirelistener_zookeeperexpirespersec");

    /** How a meter's series become those of Kafka. */
    enum Form {
        /** One for one. */
        EACH,
        /** One for one, and their sum without tags. */
        EACH_AND_ALL,
        /** The sum without tags. */
        ALL,
        /** The highest without tags. */
        MAX,
        /** How many durations there were. */
        COUNT,
        /** Quantiles in milliseconds of the last minutes, and the count. */
        QUANTILES
    }

    private final Meter source;
    private final Form form;
    private final String only;
    private final List<String> names;

    /** @param only {@code tag=value} of the series that count, or empty for all */
    KafkaName(Meter source, Form form, String only, String... names) {
        this.source = source;
        this.form = form;
        this.only = only;
        this.names = List.of(names);
    }

    Meter source() {
        return source;
    }

    Form form() {
        return form;
    }

    List<String> names() {
        return names;
    }

    boolean counts(List<String> values) {
        if (only.isEmpty()) return true;
        int equals = only.indexOf('=');
        return values.get(source.tags().indexOf(only.substring(0, equals))).equals(only.substring(equals + 1));
    }

    String only() {
        return only;
    }

    /** Kafka's name of a tag of ours. */
    static String tag(String ours) {
        return switch (ours) {
            case "api" -> "request";
            case "software" -> "client_software_name";
            case "version" -> "client_software_version";
            default -> ours;
        };
    }
}
