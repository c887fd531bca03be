package io.odradek.engine.coordinator.group.consumer;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.classic.ClassicMember;
import io.odradek.engine.coordinator.group.epoch.EpochRecords;
import io.odradek.engine.coordinator.group.epoch.MemberState;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.ConsumerGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMemberMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupMetadataValue;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionKey;
import io.odradek.engine.wire.message.ConsumerGroupRegularExpressionValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.ConsumerGroupTargetAssignmentMetadataValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The records of consumer-protocol groups, all at version 0. */
final class ConsumerRecords implements EpochRecords<ConsumerMember, Partitions> {
    static final ConsumerRecords ALL = new ConsumerRecords();

    private ConsumerRecords() {}

    static LogRecord group(String group, int epoch, long metadataHash) {
        return LogRecord.of(ConsumerGroupMetadataKey.RECORD_TYPE, new ConsumerGroupMetadataKey().groupId(group),
                new ConsumerGroupMetadataValue().epoch(epoch).metadataHash(metadataHash), 0);
    }

    @Override
    public LogRecord noGroup(String group) {
        return LogRecord.tombstone(ConsumerGroupMetadataKey.RECORD_TYPE,
                new ConsumerGroupMetadataKey().groupId(group));
    }

    /** "No classic member" must be written out: a field that is left away reads as an empty one, as in Kafka. */
    @Override
    public LogRecord member(String group, ConsumerMember m) {
        var value = new ConsumerGroupMemberMetadataValue().instanceId(m.instanceId()).rackId(m.rackId())
                .clientId(m.clientId()).clientHost(m.clientHost()).subscribedTopicNames(new ArrayList<>(m.topics()))
                .subscribedTopicRegex(m.regex()).rebalanceTimeoutMs(m.rebalanceTimeoutMs())
                .serverAssignor(m.assignor()).classicMemberMetadata(null);
        if (m.classic() != null) {
            value.classicMemberMetadata(new ConsumerGroupMemberMetadataValue.ClassicMemberMetadata()
                    .sessionTimeoutMs(m.classic().sessionTimeoutMs())
                    .supportedProtocols(new ArrayList<>(m.classic().protocols().stream().map(p ->
                            new ConsumerGroupMemberMetadataValue.ClassicProtocol().name(p.name())
                                    .metadata(Unpooled.wrappedBuffer(p.metadata()))).toList())));
        }
        return LogRecord.of(ConsumerGroupMemberMetadataKey.RECORD_TYPE, memberKey(group, m.memberId()), value, 0);
    }

    static ConsumerMember member(String memberId, ConsumerGroupMemberMetadataValue v) {
        ConsumerMember.Classic classic = v.classicMemberMetadata() == null ? null
                : new ConsumerMember.Classic(v.classicMemberMetadata().sessionTimeoutMs(),
                v.classicMemberMetadata().supportedProtocols().stream().map(p ->
                        new ClassicMember.Protocol(p.name(), ByteBufUtil.getBytes(p.metadata()))).toList());
        return new ConsumerMember(memberId, v.instanceId(), v.rackId(), v.clientId(), v.clientHost(),
                v.subscribedTopicNames(), v.subscribedTopicRegex(), v.rebalanceTimeoutMs(), v.serverAssignor(),
                classic);
    }

    @Override
    public LogRecord noMember(String group, String memberId) {
        return LogRecord.tombstone(ConsumerGroupMemberMetadataKey.RECORD_TYPE, memberKey(group, memberId));
    }

    private static ConsumerGroupMemberMetadataKey memberKey(String group, String memberId) {
        return new ConsumerGroupMemberMetadataKey().groupId(group).memberId(memberId);
    }

    @Override
    public LogRecord targetEpoch(String group, int epoch, long nowMs) {
        return LogRecord.of(ConsumerGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                new ConsumerGroupTargetAssignmentMetadataKey().groupId(group),
                new ConsumerGroupTargetAssignmentMetadataValue().assignmentEpoch(epoch).assignmentTimestamp(nowMs), 0);
    }

    @Override
    public LogRecord noTargetEpoch(String group) {
        return LogRecord.tombstone(ConsumerGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                new ConsumerGroupTargetAssignmentMetadataKey().groupId(group));
    }

    @Override
    public LogRecord target(String group, String memberId, Partitions target) {
        List<ConsumerGroupTargetAssignmentMemberValue.TopicPartition> topics = new ArrayList<>();
        target.byTopic().forEach((t, p) -> topics.add(new ConsumerGroupTargetAssignmentMemberValue.TopicPartition()
                .topicId(t).partitions(new ArrayList<>(p))));
        return LogRecord.of(ConsumerGroupTargetAssignmentMemberKey.RECORD_TYPE, targetKey(group, memberId),
                new ConsumerGroupTargetAssignmentMemberValue().topicPartitions(topics), 0);
    }

    static Partitions target(ConsumerGroupTargetAssignmentMemberValue v) {
        Partitions.Builder b = Partitions.builder();
        v.topicPartitions().forEach(t -> b.add(t.topicId(), t.partitions()));
        return b.build();
    }

    @Override
    public LogRecord noTarget(String group, String memberId) {
        return LogRecord.tombstone(ConsumerGroupTargetAssignmentMemberKey.RECORD_TYPE, targetKey(group, memberId));
    }

    private static ConsumerGroupTargetAssignmentMemberKey targetKey(String group, String memberId) {
        return new ConsumerGroupTargetAssignmentMemberKey().groupId(group).memberId(memberId);
    }

    @Override
    public LogRecord progress(String group, String memberId, Progress<Partitions> p) {
        return LogRecord.of(ConsumerGroupCurrentMemberAssignmentKey.RECORD_TYPE, progressKey(group, memberId),
                new ConsumerGroupCurrentMemberAssignmentValue().memberEpoch(p.epoch())
                        .previousMemberEpoch(p.previousEpoch()).state(p.state().code())
                        .assignedPartitions(topics(p.assigned(), p))
                        .partitionsPendingRevocation(topics(p.revoking(), p)), 0);
    }

    private static List<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> topics(Partitions some,
                                                                                         Progress<Partitions> of) {
        List<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> topics = new ArrayList<>();
        some.byTopic().forEach((t, numbers) -> topics.add(
                new ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions().topicId(t)
                        .partitions(new ArrayList<>(numbers)).assignmentEpochs(new ArrayList<>(numbers.stream()
                                .map(n -> of.since(s -> s.contains(t, n))).toList()))));
        return topics;
    }

    static Progress<Partitions> progress(ConsumerGroupCurrentMemberAssignmentValue v) {
        Map<Integer, Partitions.Builder> since = new TreeMap<>();
        Partitions assigned = partitions(v.assignedPartitions(), v.memberEpoch(), since);
        Partitions revoking = partitions(v.partitionsPendingRevocation(), v.memberEpoch(), since);
        return new Progress<>(v.memberEpoch(), v.previousMemberEpoch(), MemberState.of(v.state()), assigned, revoking,
                since.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                        e -> e.getValue().build())));
    }

    /** What Kafka wrote before 4.3 has no epochs: then all is from the member's own. */
    private static Partitions partitions(
            Collection<ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions> topics, int memberEpoch,
            Map<Integer, Partitions.Builder> since) {
        Partitions.Builder b = Partitions.builder();
        for (ConsumerGroupCurrentMemberAssignmentValue.TopicPartitions t : topics) {
            b.add(t.topicId(), t.partitions());
            for (int i = 0; i < t.partitions().size(); i++) {
                int epoch = t.assignmentEpochs() == null ? memberEpoch : t.assignmentEpochs().get(i);
                since.computeIfAbsent(epoch, e -> Partitions.builder()).add(t.topicId(), t.partitions().get(i));
            }
        }
        return b.build();
    }

    @Override
    public LogRecord noProgress(String group, String memberId) {
        return LogRecord.tombstone(ConsumerGroupCurrentMemberAssignmentKey.RECORD_TYPE, progressKey(group, memberId));
    }

    private static ConsumerGroupCurrentMemberAssignmentKey progressKey(String group, String memberId) {
        return new ConsumerGroupCurrentMemberAssignmentKey().groupId(group).memberId(memberId);
    }

    static LogRecord regex(String group, String regex, Collection<String> topics, long nowMs) {
        return LogRecord.of(ConsumerGroupRegularExpressionKey.RECORD_TYPE, regexKey(group, regex),
                new ConsumerGroupRegularExpressionValue().topics(new ArrayList<>(topics)).timestamp(nowMs), 0);
    }

    static LogRecord noRegex(String group, String regex) {
        return LogRecord.tombstone(ConsumerGroupRegularExpressionKey.RECORD_TYPE, regexKey(group, regex));
    }

    private static ConsumerGroupRegularExpressionKey regexKey(String group, String regex) {
        return new ConsumerGroupRegularExpressionKey().groupId(group).regularExpression(regex);
    }
}
