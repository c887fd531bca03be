package io.odradek.engine.metric;

import static io.odradek.engine.metric.KafkaName.Form.ALL;
import static io.odradek.engine.metric.KafkaName.Form.COUNT;
import static io.odradek.engine.metric.KafkaName.Form.EACH;
import static io.odradek.engine.metric.KafkaName.Form.EACH_AND_ALL;
import static io.odradek.engine.metric.KafkaName.Form.MAX;
import static io.odradek.engine.metric.KafkaName.Form.QUANTILES;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The same figures under the names that the JMX exporter gives Apache Kafka's, so that dashboards made for it work
 * unchanged. {@code kafka_} comes first. What is a rate in Kafka is called {@code …_total} by Strimzi and
 * {@code …persec} by Confluent: {@code …[_total|persec]} stands for both.
 */
enum KafkaName {
    BYTES_IN(Meter.TOPIC_BYTES_IN, EACH_AND_ALL, "server_brokertopicmetrics_bytesin[_total|persec]"),
    BYTES_OUT(Meter.TOPIC_BYTES_OUT, EACH_AND_ALL, "server_brokertopicmetrics_bytesout[_total|persec]"),
    MESSAGES_IN(Meter.TOPIC_RECORDS_IN, EACH_AND_ALL, "server_brokertopicmetrics_messagesin[_total|persec]"),
    REPLICATION_IN(Meter.REPLICA_BYTES_IN, EACH, "server_brokertopicmetrics_replicationbytesin[_total|persec]"),
    REPLICATION_OUT(Meter.REPLICA_BYTES_OUT, EACH, "server_brokertopicmetrics_replicationbytesout[_total|persec]"),
    PRODUCES(Meter.TOPIC_PRODUCES, EACH_AND_ALL, "server_brokertopicmetrics_totalproducerequests[_total|persec]"),
    PRODUCES_FAILED(Meter.TOPIC_PRODUCE_FAILURES, EACH_AND_ALL,
        "server_brokertopicmetrics_failedproducerequests[_total|persec]"),
    FETCHES(Meter.TOPIC_FETCHES, EACH_AND_ALL, "server_brokertopicmetrics_totalfetchrequests[_total|persec]"),
    FETCHES_FAILED(Meter.TOPIC_FETCH_FAILURES, EACH_AND_ALL,
        "server_brokertopicmetrics_failedfetchrequests[_total|persec]"),
    TOPIC_REPLICAS(Meter.TOPIC_REPLICAS, EACH, "cluster_partition_replicascount"),
    REPLICAS(Meter.REPLICA_PARTITIONS, EACH, "server_replicamanager_partitioncount"),
    LEADERS(Meter.REPLICA_LEADERS, EACH, "server_replicamanager_leadercount"),
    UNDER_REPLICATED(Meter.REPLICA_UNDER_REPLICATED, EACH, "server_replicamanager_underreplicatedpartitions"),
    UNDER_MIN_ISR(Meter.REPLICA_UNDER_MIN_ISR, EACH, "cluster_partition_underminisr",
        "server_replicamanager_underminisrpartitioncount"),
    AT_MIN_ISR(Meter.REPLICA_AT_MIN_ISR, EACH, "cluster_partition_atminisr",
        "server_replicamanager_atminisrpartitioncount"),
    OFFLINE_REPLICAS(Meter.REPLICA_OFFLINE, EACH, "server_replicamanager_offlinereplicacount"),
    ISR_SHRINKS(Meter.ISR_SHRINKS, EACH, "server_replicamanager_isrshrinks[_total|persec]"),
    ISR_EXPANDS(Meter.ISR_EXPANDS, EACH, "server_replicamanager_isrexpands[_total|persec]"),
    MAX_LAG(Meter.REPLICA_LAG, MAX, "server_replicafetchermanager_maxlag"),
    ACTIVE_CONTROLLER(Meter.CONTROLLER_ACTIVE, EACH, "controller_kafkacontroller_activecontrollercount"),
    OFFLINE(Meter.CONTROLLER_OFFLINE, EACH, "controller_kafkacontroller_offlinepartitionscount"),
    IMBALANCE(Meter.CONTROLLER_IMBALANCE, EACH, "controller_kafkacontroller_preferredreplicaimbalancecount"),
    TOPICS(Meter.CONTROLLER_TOPICS, EACH, "controller_kafkacontroller_globaltopiccount"),
    PARTITIONS(Meter.CONTROLLER_PARTITIONS, EACH, "controller_kafkacontroller_globalpartitioncount"),
    UNCLEAN(Meter.CONTROLLER_UNCLEAN, EACH, "controller_controllerstats_uncleanleaderelections[_total|persec]"),
    ELECTIONS(Meter.CONTROLLER_ELECTION_TIME, QUANTILES, "controller_controllerstats_leaderelectionrateandtimems"),
    EVENT_QUEUE(Meter.CONTROLLER_WAITING, EACH, "controller_controllereventmanager_eventqueuesize"),
    REQUESTS(Meter.REQUEST_TIME, COUNT, "network_requestmetrics_requests[_total|persec]"),
    TOTAL_TIME(Meter.REQUEST_TIME, QUANTILES, "network_requestmetrics_totaltimems"),
    QUEUE_TIME(Meter.REQUEST_QUEUE_TIME, QUANTILES, "network_requestmetrics_requestqueuetimems"),
    LOCAL_TIME(Meter.REQUEST_LOCAL_TIME, QUANTILES, "network_requestmetrics_localtimems"),
    REMOTE_TIME(Meter.REQUEST_REMOTE_TIME, QUANTILES, "network_requestmetrics_remotetimems"),
    SEND_TIME(Meter.REQUEST_SEND_TIME, QUANTILES, "network_requestmetrics_responsesendtimems"),
    THROTTLE_TIME(Meter.REQUEST_THROTTLE_TIME, QUANTILES, "network_requestmetrics_throttletimems"),
    ERRORS(Meter.REQUEST_FAILURES, EACH, "network_requestmetrics_errors[_total|persec]"),
    QUEUE(Meter.LANE_WAITING, ALL, "network_requestchannel_requestqueuesize"),
    CONNECTIONS(Meter.NET_CONNECTIONS, EACH, "server_socket_server_metrics_connection_count"),
    CONNECTIONS_OPENED(Meter.NET_CONNECTIONS_OPENED, EACH, "server_socket_server_metrics_connection_creation_total"),
    CLIENTS(Meter.NET_CLIENTS, EACH, "server_socket_server_metrics_connections"),
    NETWORK_IDLE(Meter.NET_IDLE, EACH, "network_socketserver_networkprocessoravgidle[_|]percent"),
    HANDLER_IDLE(Meter.NET_IDLE, EACH, "server_kafkarequesthandlerpool_requesthandleravgidle[_|]percent"),
    LOG_SIZE(Meter.LOG_PARTITION_SIZE, EACH, "log_log_size"),
    OFFLINE_DIRECTORIES(Meter.LOG_DIRECTORIES, EACH, "log_logmanager_offlinelogdirectorycount{state=offline}"),
    FLUSHES(Meter.LOG_FLUSH_TIME, COUNT, "log_logflushstats_logflush_total",
        "log_logflushstats_logflushrateandtimems_count"),
    GROUPS(Meter.COORDINATOR_GROUPS, ALL, "coordinator_group_groupmetadatamanager_numgroups"),
    GROUPS_STABLE(Meter.COORDINATOR_GROUPS, ALL,
        "coordinator_group_groupmetadatamanager_numgroupsstable{state=Stable}"),
    GROUPS_EMPTY(Meter.COORDINATOR_GROUPS, ALL, "coordinator_group_groupmetadatamanager_numgroupsempty{state=Empty}"),
    GROUPS_DEAD(Meter.COORDINATOR_GROUPS, ALL, "coordinator_group_groupmetadatamanager_numgroupsdead{state=Dead}"),
    GROUPS_PREPARING(Meter.COORDINATOR_GROUPS, ALL,
        "coordinator_group_groupmetadatamanager_numgroupspreparingrebalance{state=PreparingRebalance}"),
    GROUPS_COMPLETING(Meter.COORDINATOR_GROUPS, ALL,
        "coordinator_group_groupmetadatamanager_numgroupscompletingrebalance{state=CompletingRebalance}"),
    ZOOKEEPER_EXPIRES(Meter.ZOOKEEPER_EXPIRATIONS, EACH,
        "server_sessionexpirelistener_zookeeperexpires[_total|persec]");

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
        QUANTILES;

        boolean joined() {
            return this == EACH_AND_ALL || this == ALL || this == MAX;
        }
    }

    private final Meter source;
    private final Form form;
    private final List<String> names;
    private final String tag;
    private final String value;

    /** @param patterns names, with {@code {tag=value}} behind them where only such series count */
    KafkaName(Meter source, Form form, String... patterns) {
        this.source = source;
        this.form = form;
        this.names = Arrays.stream(patterns).flatMap(p -> both(p.replaceFirst("\\{.*", ""))).toList();
        String[] only = patterns[0].endsWith("}") ? patterns[0].split("[{=}]") : new String[3];
        this.tag = only[1];
        this.value = only[2];
    }

    private static Stream<String> both(String pattern) {
        String[] parts = ("kafka_" + pattern).split("[\\[|\\]]", -1);
        if (parts.length == 1) return Stream.of(parts);
        return Stream.of(parts[0] + parts[1] + parts[3], parts[0] + parts[2] + parts[3]);
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

    /** Whether a series with these tags counts. */
    boolean counts(List<String> values) {
        return tag == null || values.get(source.tags().indexOf(tag)).equals(value);
    }

    /** {@code tag=value} of the series that count, or empty for all. */
    String only() {
        return tag == null ? "" : tag + "=" + value;
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
