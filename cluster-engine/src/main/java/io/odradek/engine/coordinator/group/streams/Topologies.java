package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.wire.message.StreamsGroupDescribeResponse;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyDescriptionUpdateRequest;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A topology from one message into another. Lists of strings are shared, since nobody changes them. */
final class Topologies {
    private Topologies() {}

    /** What a member brought, as it is written: in an order of its own, so that equal topologies are equal. */
    static StreamsGroupTopologyValue of(StreamsGroupHeartbeatRequest.Topology t) {
        StreamsGroupTopologyValue v = new StreamsGroupTopologyValue().epoch(t.epoch());
        t.subtopologies().stream().sorted(Comparator.comparing(
                StreamsGroupHeartbeatRequest.Subtopology::subtopologyId)).forEach(s -> {
                    var part = new StreamsGroupTopologyValue.Subtopology().subtopologyId(s.subtopologyId())
                            .sourceTopics(s.sourceTopics()).sourceTopicRegex(s.sourceTopicRegex())
                            .repartitionSinkTopics(s.repartitionSinkTopics())
                            .stateChangelogTopics(infos(s.stateChangelogTopics()))
                            .repartitionSourceTopics(infos(s.repartitionSourceTopics()));
                    s.copartitionGroups().forEach(g -> part.copartitionGroups().add(
                            new StreamsGroupTopologyValue.CopartitionGroup().sourceTopics(g.sourceTopics())
                                    .sourceTopicRegex(g.sourceTopicRegex())
                                    .repartitionSourceTopics(g.repartitionSourceTopics())));
                    v.subtopologies().add(part);
                });
        return v;
    }

    private static List<StreamsGroupTopologyValue.TopicInfo> infos(List<StreamsGroupHeartbeatRequest.TopicInfo> some) {
        List<StreamsGroupTopologyValue.TopicInfo> all = new ArrayList<>();
        for (StreamsGroupHeartbeatRequest.TopicInfo t : some) {
            var info = new StreamsGroupTopologyValue.TopicInfo().name(t.name()).partitions(t.partitions())
                    .replicationFactor(t.replicationFactor());
            t.topicConfigs().forEach(c -> info.topicConfigs().add(
                    new StreamsGroupTopologyValue.TopicConfig().key(c.key()).value(c.value())));
            all.add(info);
        }
        return all;
    }

    /** @param setup null where nothing is known of the cluster: then partitions are as the member named them */
    static StreamsGroupDescribeResponse.Topology described(StreamsGroupTopologyValue v, Setup setup) {
        var t = new StreamsGroupDescribeResponse.Topology().epoch(v.epoch()).subtopologies(new ArrayList<>());
        for (StreamsGroupTopologyValue.Subtopology s : v.subtopologies()) {
            t.subtopologies().add(new StreamsGroupDescribeResponse.Subtopology().subtopologyId(s.subtopologyId())
                    .sourceTopics(s.sourceTopics()).repartitionSinkTopics(s.repartitionSinkTopics())
                    .stateChangelogTopics(described(s.stateChangelogTopics(), setup))
                    .repartitionSourceTopics(described(s.repartitionSourceTopics(), setup)));
        }
        return t;
    }

    private static List<StreamsGroupDescribeResponse.TopicInfo> described(
            List<StreamsGroupTopologyValue.TopicInfo> some, Setup setup) {
        List<StreamsGroupDescribeResponse.TopicInfo> all = new ArrayList<>();
        for (StreamsGroupTopologyValue.TopicInfo t : some) {
            int partitions = setup == null || setup.partitionsOf(t.name()) == 0 ? t.partitions()
                    : setup.partitionsOf(t.name());
            var info = new StreamsGroupDescribeResponse.TopicInfo().name(t.name()).partitions(partitions)
                    .replicationFactor(t.replicationFactor());
            t.topicConfigs().forEach(c -> info.topicConfigs().add(
                    new StreamsGroupDescribeResponse.KeyValue().key(c.key()).value(c.value())));
            all.add(info);
        }
        return all;
    }

    // ---- descriptions (KIP-1331)

    static StreamsGroupDescribeResponse.TopologyDescription description(
            StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescription d) {
        var all = new StreamsGroupDescribeResponse.TopologyDescription();
        d.subtopologies().forEach(s -> {
            var part = new StreamsGroupDescribeResponse.TopologyDescriptionSubtopology()
                    .subtopologyId(s.subtopologyId());
            s.nodes().forEach(n -> part.nodes().add(node(n)));
            all.subtopologies().add(part);
        });
        d.globalStores().forEach(g -> all.globalStores().add(
                new StreamsGroupDescribeResponse.TopologyDescriptionGlobalStore().source(node(g.source()))
                        .processor(node(g.processor()))));
        return all;
    }

    private static StreamsGroupDescribeResponse.TopologyDescriptionNode node(
            StreamsGroupTopologyDescriptionUpdateRequest.TopologyDescriptionNode n) {
        return new StreamsGroupDescribeResponse.TopologyDescriptionNode().name(n.name()).nodeType(n.nodeType())
                .sourceTopics(n.sourceTopics()).sinkTopic(n.sinkTopic()).stores(n.stores())
                .successors(n.successors());
    }
}
