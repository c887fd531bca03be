package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.epoch.EpochRecords;
import io.odradek.engine.coordinator.group.epoch.MemberState;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentKey;
import io.odradek.engine.wire.message.StreamsGroupCurrentMemberAssignmentValue;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMemberMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMemberValue;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataKey;
import io.odradek.engine.wire.message.StreamsGroupTargetAssignmentMetadataValue;
import io.odradek.engine.wire.message.StreamsGroupTopologyKey;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The records of streams groups, all at version 0. */
final class StreamsRecords implements EpochRecords<StreamsMember, TaskSets> {
    static final StreamsRecords ALL = new StreamsRecords();
    static final String STANDBYS = "num.standby.replicas";

    private StreamsRecords() {}

    /** @param topologyEpoch that was found to work, or -1 */
    static LogRecord group(String group, int epoch, long metadataHash, int topologyEpoch, int standbys) {
        return LogRecord.of(StreamsGroupMetadataKey.RECORD_TYPE, new StreamsGroupMetadataKey().groupId(group),
                new StreamsGroupMetadataValue().epoch(epoch).metadataHash(metadataHash)
                        .validatedTopologyEpoch(topologyEpoch).lastAssignmentConfigs(new ArrayList<>(List.of(
                                new StreamsGroupMetadataValue.LastAssignmentConfig().key(STANDBYS)
                                        .value(Integer.toString(standbys))))), 0);
    }

    @Override
    public LogRecord noGroup(String group) {
        return LogRecord.tombstone(StreamsGroupMetadataKey.RECORD_TYPE, new StreamsGroupMetadataKey().groupId(group));
    }

    static LogRecord topology(String group, StreamsGroupTopologyValue v) {
        return LogRecord.of(StreamsGroupTopologyKey.RECORD_TYPE, new StreamsGroupTopologyKey().groupId(group), v, 0);
    }

    static LogRecord noTopology(String group) {
        return LogRecord.tombstone(StreamsGroupTopologyKey.RECORD_TYPE, new StreamsGroupTopologyKey().groupId(group));
    }

    @Override
    public LogRecord member(String group, StreamsMember m) {
        var v = new StreamsGroupMemberMetadataValue().instanceId(m.instanceId()).rackId(m.rackId())
                .clientId(m.clientId()).clientHost(m.clientHost()).rebalanceTimeoutMs(m.rebalanceTimeoutMs())
                .topologyEpoch(m.topologyEpoch()).processId(m.processId());
        if (m.endpoint() != null) v.userEndpoint(new StreamsGroupMemberMetadataValue.Endpoint()
                .host(m.endpoint().host()).port(m.endpoint().port()));
        m.tags().forEach((k, value) -> v.clientTags().add(
                new StreamsGroupMemberMetadataValue.KeyValue().key(k).value(value)));
        return LogRecord.of(StreamsGroupMemberMetadataKey.RECORD_TYPE, memberKey(group, m.memberId()), v, 0);
    }

    static StreamsMember member(String memberId, StreamsGroupMemberMetadataValue v) {
        TreeMap<String, String> tags = new TreeMap<>();
        v.clientTags().forEach(t -> tags.put(t.key(), t.value()));
        return new StreamsMember(memberId, v.instanceId(), v.rackId(), v.clientId(), v.clientHost(),
                v.rebalanceTimeoutMs(), v.topologyEpoch(), v.processId(), v.userEndpoint() == null ? null
                : new StreamsMember.Endpoint(v.userEndpoint().host(), v.userEndpoint().port()), tags);
    }

    @Override
    public LogRecord noMember(String group, String memberId) {
        return LogRecord.tombstone(StreamsGroupMemberMetadataKey.RECORD_TYPE, memberKey(group, memberId));
    }

    private static StreamsGroupMemberMetadataKey memberKey(String group, String memberId) {
        return new StreamsGroupMemberMetadataKey().groupId(group).memberId(memberId);
    }

    @Override
    public LogRecord targetEpoch(String group, int epoch, long nowMs) {
        return LogRecord.of(StreamsGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                new StreamsGroupTargetAssignmentMetadataKey().groupId(group),
                new StreamsGroupTargetAssignmentMetadataValue().assignmentEpoch(epoch).assignmentTimestamp(nowMs), 0);
    }

    @Override
    public LogRecord noTargetEpoch(String group) {
        return LogRecord.tombstone(StreamsGroupTargetAssignmentMetadataKey.RECORD_TYPE,
                new StreamsGroupTargetAssignmentMetadataKey().groupId(group));
    }

    @Override
    public LogRecord target(String group, String memberId, TaskSets t) {
        return LogRecord.of(StreamsGroupTargetAssignmentMemberKey.RECORD_TYPE, targetKey(group, memberId),
                new StreamsGroupTargetAssignmentMemberValue().activeTasks(targets(t.active()))
                        .standbyTasks(targets(t.standby())).warmupTasks(targets(t.warmup())), 0);
    }

    private static List<StreamsGroupTargetAssignmentMemberValue.TaskIds> targets(Set<Task> some) {
        return Task.listed(some, (s, p) -> new StreamsGroupTargetAssignmentMemberValue.TaskIds().subtopologyId(s)
                .partitions(p));
    }

    static TaskSets target(StreamsGroupTargetAssignmentMemberValue v) {
        return new TaskSets(targets(v.activeTasks()), targets(v.standbyTasks()), targets(v.warmupTasks()));
    }

    private static Set<Task> targets(Collection<StreamsGroupTargetAssignmentMemberValue.TaskIds> some) {
        return Task.read(some, StreamsGroupTargetAssignmentMemberValue.TaskIds::subtopologyId,
                StreamsGroupTargetAssignmentMemberValue.TaskIds::partitions);
    }

    @Override
    public LogRecord noTarget(String group, String memberId) {
        return LogRecord.tombstone(StreamsGroupTargetAssignmentMemberKey.RECORD_TYPE, targetKey(group, memberId));
    }

    private static StreamsGroupTargetAssignmentMemberKey targetKey(String group, String memberId) {
        return new StreamsGroupTargetAssignmentMemberKey().groupId(group).memberId(memberId);
    }

    @Override
    public LogRecord progress(String group, String memberId, Progress<TaskSets> p) {
        return LogRecord.of(StreamsGroupCurrentMemberAssignmentKey.RECORD_TYPE, progressKey(group, memberId),
                new StreamsGroupCurrentMemberAssignmentValue().memberEpoch(p.epoch())
                        .previousMemberEpoch(p.previousEpoch()).state(p.state().code())
                        .activeTasks(active(p.assigned().active(), p)).standbyTasks(tasks(p.assigned().standby()))
                        .warmupTasks(tasks(p.assigned().warmup()))
                        .activeTasksPendingRevocation(active(p.revoking().active(), p))
                        .standbyTasksPendingRevocation(tasks(p.revoking().standby()))
                        .warmupTasksPendingRevocation(tasks(p.revoking().warmup())), 0);
    }

    private static List<StreamsGroupCurrentMemberAssignmentValue.TaskIds> tasks(Set<Task> some) {
        return Task.listed(some, (s, p) -> new StreamsGroupCurrentMemberAssignmentValue.TaskIds().subtopologyId(s)
                .partitions(p));
    }

    /** With the epochs at which the member got them. */
    private static List<StreamsGroupCurrentMemberAssignmentValue.TaskIds> active(Set<Task> some,
                                                                                Progress<TaskSets> of) {
        List<StreamsGroupCurrentMemberAssignmentValue.TaskIds> all = tasks(some);
        all.forEach(t -> t.assignmentEpochs(new ArrayList<>(t.partitions().stream()
                .map(p -> of.since(s -> s.active().contains(new Task(t.subtopologyId(), p)))).toList())));
        return all;
    }

    static Progress<TaskSets> progress(StreamsGroupCurrentMemberAssignmentValue v) {
        Map<Integer, Set<Task>> active = new TreeMap<>();
        for (var t : v.activeTasks()) since(t, v.memberEpoch(), active);
        for (var t : v.activeTasksPendingRevocation()) since(t, v.memberEpoch(), active);
        Map<Integer, TaskSets> since = new TreeMap<>();
        active.forEach((epoch, tasks) -> since.put(epoch, new TaskSets(tasks, Set.of(), Set.of())));
        return new Progress<>(v.memberEpoch(), v.previousMemberEpoch(), MemberState.of(v.state()),
                new TaskSets(tasks(v.activeTasks()), tasks(v.standbyTasks()), tasks(v.warmupTasks())),
                new TaskSets(tasks(v.activeTasksPendingRevocation()), tasks(v.standbyTasksPendingRevocation()),
                        tasks(v.warmupTasksPendingRevocation())), since);
    }

    /** What Kafka wrote before 4.3 has no epochs: then all is from the member's own. */
    private static void since(StreamsGroupCurrentMemberAssignmentValue.TaskIds t, int memberEpoch,
                              Map<Integer, Set<Task>> all) {
        for (int i = 0; i < t.partitions().size(); i++) {
            int epoch = t.assignmentEpochs() == null ? memberEpoch : t.assignmentEpochs().get(i);
            all.computeIfAbsent(epoch, e -> new TreeSet<>()).add(new Task(t.subtopologyId(), t.partitions().get(i)));
        }
    }

    private static Set<Task> tasks(Collection<StreamsGroupCurrentMemberAssignmentValue.TaskIds> some) {
        return Task.read(some, StreamsGroupCurrentMemberAssignmentValue.TaskIds::subtopologyId,
                StreamsGroupCurrentMemberAssignmentValue.TaskIds::partitions);
    }

    @Override
    public LogRecord noProgress(String group, String memberId) {
        return LogRecord.tombstone(StreamsGroupCurrentMemberAssignmentKey.RECORD_TYPE, progressKey(group, memberId));
    }

    private static StreamsGroupCurrentMemberAssignmentKey progressKey(String group, String memberId) {
        return new StreamsGroupCurrentMemberAssignmentKey().groupId(group).memberId(memberId);
    }
}
