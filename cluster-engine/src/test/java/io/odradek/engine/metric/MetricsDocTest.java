package io.odradek.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/METRICS.md to the meters; where it differs the test fails, having written the page anew. */
class MetricsDocTest {
    private static final Path PAGE = Path.of(System.getProperty("project.root")).resolve("docs/METRICS.md");

    private static final String HEAD = """
        # Metrics

        Generated from the meters (`io.odradek.engine.metric`); `MetricsDocTest` holds it. Micrometer's Prometheus
        registry shows them at `/metrics` of the console, for all brokers of its embedded cluster, and of every broker
        process that has `odradek.metrics.listener=HOST:PORT` in its properties. `prometheus/` holds scrape
        configurations and rules, `grafana/` dashboards.

        Every series of a broker has the label `broker`; in the console also `cluster`, its name there. What is
        bounded: topics beyond the first 1,000 of a broker are counted together as `(others)`, and so are the sizes of
        all but the 1,000 largest; sizes of partitions are those of the 100 largest of a broker; client software
        beyond the first 50 kinds is `other`; of a cluster with more than 20,000 partitions the console shows those of
        the busiest topics, of groups with more than 20,000 commits those of the groups farthest behind, and the rest
        by topic alone. No label is made of client ids, addresses or principals.

        ## Brokers

        | name | type | labels | meaning |
        |---|---|---|---|
        """;
    private static final String KAFKAS = """

        ## The same under the names of the JMX exporter

        Dashboards made for Apache Kafka by Strimzi and Confluent read these. Durations are quantiles (0.5, 0.95,
        0.99, 0.999) in milliseconds of the last one to two minutes. Kafka's threads that handle requests and its
        network threads are one and the same here. As with Kafka, a topic has no counter before its first count.

        | name | from |
        |---|---|
        """;
    private static final String CONSOLE = """

        ## Clusters and groups, under the names of kafka_exporter

        On the console's `/metrics` only, for every cluster that it looks at, labelled `cluster`; from its last
        sweep (every two seconds on small clusters).

        | name | labels | meaning |
        |---|---|---|
        | `kafka_brokers` | | Brokers in the cluster |
        | `kafka_broker_info` | `id`, `address` | 1 for each broker that is there |
        | `kafka_cluster_reachable` | | 1 when the last sweep got through |
        | `kafka_topic_partitions` | `topic` | Partitions of the topic |
        | `kafka_topic_partition_current_offset` | `topic`, `partition` | Where the next record will be |
        | `kafka_topic_partition_oldest_offset` | `topic`, `partition` | The first offset |
        | `kafka_topic_partition_leader` | `topic`, `partition` | Broker id of the leader, -1 for none |
        | `kafka_topic_partition_leader_is_preferred` | `topic`, `partition` | 1 when the preferred replica leads |
        | `kafka_topic_partition_replicas` | `topic`, `partition` | Replicas |
        | `kafka_topic_partition_in_sync_replica` | `topic`, `partition` | Of these, in sync |
        | `kafka_topic_partition_under_replicated_partition` | `topic`, `partition` | 1 when some is not in sync |
        | `kafka_consumergroup_members` | `consumergroup` | Members |
        | `kafka_consumergroup_current_offset` | `consumergroup`, `topic`, `partition` | Committed offset |
        | `kafka_consumergroup_current_offset_sum` | `consumergroup`, `topic` | The same, summed up |
        | `kafka_consumergroup_lag` | `consumergroup`, `topic`, `partition` | Records not read yet |
        | `kafka_consumergroup_lag_sum` | `consumergroup`, `topic` | The same, summed up |
        | `kafka_consumergroup_lag_seconds` | `consumergroup` | How long the oldest unread record has been there |

        ## JVM and process

        By Micrometer: `jvm_memory_used_bytes`, `jvm_memory_committed_bytes` and `jvm_memory_max_bytes` by `area` and
        `id`; `jvm_buffer_memory_used_bytes`, `jvm_buffer_total_capacity_bytes` and `jvm_buffer_count_buffers` by `id`;
        `jvm_gc_memory_allocated_bytes_total`, `jvm_gc_memory_promoted_bytes_total`, `jvm_gc_live_data_size_bytes`,
        `jvm_gc_max_data_size_bytes`, and once there was one the time of pauses by `gc`, `action` and `cause`;
        `jvm_threads_live_threads`, `jvm_threads_daemon_threads`, `jvm_threads_peak_threads` and
        `jvm_threads_states_threads` by `state`; `jvm_classes_loaded_classes`; `jvm_info`; `process_cpu_usage`,
        `process_files_open_files`, `process_files_max_files`, `process_start_time_seconds`, `process_uptime_seconds`;
        `system_cpu_usage`, `system_cpu_count`.

        The same as the JMX exporter calls it: `jvm_memory_bytes_used` by `area`; `jvm_buffer_pool_used_bytes` by
        `pool`; `jvm_gc_collection_seconds` by `gc`; `jvm_threads_current`, `jvm_threads_daemon`, `jvm_threads_peak`;
        `jvm_classes_currently_loaded`; `process_cpu_seconds_total`, `process_open_fds`, `process_max_fds`,
        `process_virtual_memory_bytes`; on Linux `kafka_server_kafkaserver_linux_disk_read_bytes` and
        `kafka_server_kafkaserver_linux_disk_write_bytes`.
        """;

    @Test
    void thePageIsWhatIsMeasured() throws IOException {
        String right = page();
        String there = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!there.equals(right)) Files.writeString(PAGE, right);
        assertThat(there).as("docs/METRICS.md was stale and has been written anew: commit it").isEqualTo(right);
    }

    private static String page() {
        StringBuilder out = new StringBuilder(HEAD);
        for (Meter m : Meter.values()) {
            String labels = m.tags().stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", "));
            out.append("| `").append(m.family()).append("` | ").append(type(m)).append(" | ").append(labels)
                .append(" | ").append(m.help()).append(" |\n");
        }
        out.append(KAFKAS);
        for (KafkaName name : KafkaName.values()) {
            for (String family : name.names()) {
                out.append("| `").append(family).append("` | `").append(name.source().family()).append('`')
                    .append(name.only().isEmpty() ? "" : " where " + name.only()).append(" |\n");
            }
        }
        out.append(CONSOLE);
        return out.toString();
    }

    @Test
    void whatIsSaidOfTheProcessIsShown() throws IOException {
        String said = CONSOLE.substring(CONSOLE.indexOf("## JVM"));
        try (Exporter exporter = new Exporter()) {
            String shown = new String(exporter.text(), StandardCharsets.UTF_8);
            assertThat(Pattern.compile("`((?:jvm|process|system|kafka)_\\w+)`").matcher(said).results()
                .map(m -> m.group(1)).toList()).hasSizeGreaterThan(30)
                .allSatisfy(name -> assertThat(shown).contains("# TYPE " + name + " "));
        }
    }

    private static String type(Meter meter) {
        return switch (meter.kind()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
            case LATENCY -> "histogram";
            case SUMMARY -> "count and sum";
        };
    }
}
