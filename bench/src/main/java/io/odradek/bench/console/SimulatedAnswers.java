package io.odradek.bench.console;

import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.Message;
import io.odradek.engine.wire.Uuid;
import io.odradek.engine.wire.message.ApiVersionsRequest;
import io.odradek.engine.wire.message.ApiVersionsResponse;
import io.odradek.engine.wire.message.DescribeClusterRequest;
import io.odradek.engine.wire.message.DescribeClusterResponse;
import io.odradek.engine.wire.message.DescribeConfigsRequest;
import io.odradek.engine.wire.message.DescribeConfigsResponse;
import io.odradek.engine.wire.message.DescribeGroupsRequest;
import io.odradek.engine.wire.message.DescribeGroupsResponse;
import io.odradek.engine.wire.message.DescribeLogDirsRequest;
import io.odradek.engine.wire.message.DescribeLogDirsResponse;
import io.odradek.engine.wire.message.FindCoordinatorRequest;
import io.odradek.engine.wire.message.FindCoordinatorResponse;
import io.odradek.engine.wire.message.ListGroupsRequest;
import io.odradek.engine.wire.message.ListGroupsResponse;
import io.odradek.engine.wire.message.ListOffsetsRequest;
import io.odradek.engine.wire.message.ListOffsetsResponse;
import io.odradek.engine.wire.message.ListPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.ListPartitionReassignmentsResponse;
import io.odradek.engine.wire.message.MetadataRequest;
import io.odradek.engine.wire.message.MetadataResponse;
import io.odradek.engine.wire.message.OffsetFetchRequest;
import io.odradek.engine.wire.message.OffsetFetchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the brokers of the large cluster say. Topics are topic-00000 on, each with three replicas, growing by the
 * second; group-00000 on have committed the ends of one topic each. Any thread.
 */
final class SimulatedAnswers {

    /** Each API that is answered, and the newest version of it: what comes later names topics by their ids. */
    private static final Map<ApiKey, Short> SPOKEN = Map.ofEntries(spoken(ApiKey.API_VERSIONS, 5),
            spoken(ApiKey.METADATA, 13), spoken(ApiKey.DESCRIBE_CLUSTER, 2), spoken(ApiKey.LIST_OFFSETS, 9),
            spoken(ApiKey.DESCRIBE_LOG_DIRS, 4), spoken(ApiKey.LIST_GROUPS, 5), spoken(ApiKey.FIND_COORDINATOR, 6),
            spoken(ApiKey.OFFSET_FETCH, 9), spoken(ApiKey.DESCRIBE_GROUPS, 6), spoken(ApiKey.DESCRIBE_CONFIGS, 4),
            spoken(ApiKey.LIST_PARTITION_REASSIGNMENTS, 0));
    private static final long EARLIEST = -2;

    private final int topics;
    private final int partitions;
    private final int groups;
    private final List<Integer> ports;
    private final long beganMs = System.currentTimeMillis();

    SimulatedAnswers(int topics, int partitions, int groups, List<Integer> ports) {
        this.topics = topics;
        this.partitions = partitions;
        this.groups = groups;
        this.ports = ports;
    }

    private static Map.Entry<ApiKey, Short> spoken(ApiKey key, int newest) {
        return Map.entry(key, (short) newest);
    }

    Message to(int broker, Message request) {
        return switch (request) {
            case ApiVersionsRequest _ -> versions();
            case MetadataRequest asked -> metadata(asked);
            case DescribeClusterRequest _ -> cluster();
            case ListOffsetsRequest asked -> offsets(asked);
            case DescribeLogDirsRequest _ -> directories(broker);
            case ListGroupsRequest _ -> groups(broker);
            case FindCoordinatorRequest asked -> coordinators(asked);
            case OffsetFetchRequest asked -> committed(asked);
            case DescribeGroupsRequest asked -> described(asked);
            case DescribeConfigsRequest asked -> configs(asked);
            case ListPartitionReassignmentsRequest _ -> new ListPartitionReassignmentsResponse();
            default -> throw new IllegalArgumentException("not answered: " + request.getClass());
        };
    }

    private static Message versions() {
        ApiVersionsResponse answer = new ApiVersionsResponse();
        SPOKEN.forEach((key, newest) -> answer.apiKeys().add(new ApiVersionsResponse.ApiVersion()
                .apiKey((short) key.id()).minVersion(key.oldest()).maxVersion(newest)));
        return answer;
    }

    private String topic(int i) {
        return "topic-%05d".formatted(i);
    }

    private int number(String name) {
        return Integer.parseInt(name.substring(name.indexOf('-') + 1));
    }

    private int leader(int topic, int partition) {
        return (topic + partition) % ports.size() + 1;
    }

    private long end(int topic, int partition) {
        return 1_000L * (topic % 100) + (System.currentTimeMillis() - beganMs) / (1_000 + partition);
    }

    private Message metadata(MetadataRequest asked) {
        MetadataResponse answer = new MetadataResponse().clusterId("simulated").controllerId(1);
        for (int i = 0; i < ports.size(); i++) {
            answer.brokers().add(new MetadataResponse.MetadataResponseBroker().nodeId(i + 1).host("127.0.0.1")
                    .port(ports.get(i)).rack("r" + i));
        }
        if (asked.topics() == null) {
            for (int i = 0; i < topics; i++) {
                answer.topics().add(topic(i, topic(i)));
            }
        } else {
            asked.topics().forEach(each -> answer.topics().add(topic(number(each.name()), each.name())));
        }
        return answer;
    }

    private MetadataResponse.MetadataResponseTopic topic(int topic, String name) {
        MetadataResponse.MetadataResponseTopic told = new MetadataResponse.MetadataResponseTopic().name(name)
                .topicId(new Uuid(7, topic + 1));
        for (int p = 0; p < partitions; p++) {
            told.partitions().add(new MetadataResponse.MetadataResponsePartition().partitionIndex(p)
                    .leaderId(leader(topic, p)).leaderEpoch(4).replicaNodes(List.of(1, 2, 3))
                    .isrNodes(List.of(1, 2, 3)));
        }
        return told;
    }

    private Message cluster() {
        DescribeClusterResponse answer = new DescribeClusterResponse().clusterId("simulated").controllerId(1);
        for (int i = 0; i < ports.size(); i++) {
            answer.brokers().add(new DescribeClusterResponse.DescribeClusterBroker().brokerId(i + 1)
                    .host("127.0.0.1").port(ports.get(i)).rack("r" + i));
        }
        return answer;
    }

    private Message offsets(ListOffsetsRequest asked) {
        ListOffsetsResponse answer = new ListOffsetsResponse();
        asked.topics().forEach(topic -> {
            ListOffsetsResponse.ListOffsetsTopicResponse told = new ListOffsetsResponse.ListOffsetsTopicResponse()
                    .name(topic.name());
            topic.partitions().forEach(p -> told.partitions().add(new ListOffsetsResponse
                    .ListOffsetsPartitionResponse().partitionIndex(p.partitionIndex()).leaderEpoch(4)
                    .offset(p.timestamp() == EARLIEST ? 0 : end(number(topic.name()), p.partitionIndex()))));
            answer.topics().add(told);
        });
        return answer;
    }

    private Message directories(int broker) {
        DescribeLogDirsResponse.DescribeLogDirsResult directory = new DescribeLogDirsResponse.DescribeLogDirsResult()
                .logDir("/data/broker-" + broker).totalBytes(1L << 40).usableBytes(1L << 39);
        for (int t = 0; t < topics; t++) {
            DescribeLogDirsResponse.DescribeLogDirsTopic told = new DescribeLogDirsResponse.DescribeLogDirsTopic()
                    .name(topic(t));
            for (int p = 0; p < partitions; p++) {
                told.partitions().add(new DescribeLogDirsResponse.DescribeLogDirsPartition().partitionIndex(p)
                        .partitionSize(200 * end(t, p)));
            }
            directory.topics().add(told);
        }
        DescribeLogDirsResponse answer = new DescribeLogDirsResponse();
        answer.results().add(directory);
        return answer;
    }

    private Message groups(int broker) {
        ListGroupsResponse answer = new ListGroupsResponse();
        for (int g = 0; g < groups; g++) {
            if (g % ports.size() + 1 == broker) {
                answer.groups().add(new ListGroupsResponse.ListedGroup().groupId("group-%05d".formatted(g))
                        .protocolType("consumer").groupState("Empty").groupType("classic"));
            }
        }
        return answer;
    }

    private Message coordinators(FindCoordinatorRequest asked) {
        FindCoordinatorResponse answer = new FindCoordinatorResponse();
        List<String> keys = new ArrayList<>(asked.coordinatorKeys());
        if (keys.isEmpty()) {
            keys.add(asked.key());
        }
        keys.forEach(key -> {
            int node = number(key) % ports.size() + 1;
            answer.coordinators().add(new FindCoordinatorResponse.Coordinator().key(key).nodeId(node)
                    .host("127.0.0.1").port(ports.get(node - 1)));
        });
        return answer;
    }

    private Message committed(OffsetFetchRequest asked) {
        OffsetFetchResponse answer = new OffsetFetchResponse();
        asked.groups().forEach(group -> {
            int topic = number(group.groupId()) % topics;
            OffsetFetchResponse.OffsetFetchResponseTopics told = new OffsetFetchResponse.OffsetFetchResponseTopics()
                    .name(topic(topic));
            for (int p = 0; p < partitions; p++) {
                told.partitions().add(new OffsetFetchResponse.OffsetFetchResponsePartitions().partitionIndex(p)
                        .committedOffset(end(topic, p)).committedLeaderEpoch(4).metadata(""));
            }
            OffsetFetchResponse.OffsetFetchResponseGroup all = new OffsetFetchResponse.OffsetFetchResponseGroup()
                    .groupId(group.groupId());
            all.topics().add(told);
            answer.groups().add(all);
        });
        return answer;
    }

    private static Message described(DescribeGroupsRequest asked) {
        DescribeGroupsResponse answer = new DescribeGroupsResponse();
        asked.groups().forEach(group -> answer.groups().add(new DescribeGroupsResponse.DescribedGroup()
                .groupId(group).groupState("Empty").protocolType("consumer").protocolData("")));
        return answer;
    }

    private static Message configs(DescribeConfigsRequest asked) {
        DescribeConfigsResponse answer = new DescribeConfigsResponse();
        asked.resources().forEach(each -> answer.results().add(new DescribeConfigsResponse.DescribeConfigsResult()
                .resourceType(each.resourceType()).resourceName(each.resourceName())));
        return answer;
    }
}
