package io.odradek.engine.coordinator.group.streams;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.Patterns;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.coordinator.group.epoch.Reconciler;
import io.odradek.engine.coordinator.group.epoch.Sessions.Asking;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatRequest.TaskIds;
import io.odradek.engine.wire.message.StreamsGroupHeartbeatResponse;
import io.odradek.engine.wire.message.StreamsGroupTopologyValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One heartbeat of a streams group's member: joins, tells, is told. Lane of the shard only. */
final class StreamsHeartbeat {
    private final GroupWorld world;
    private final StreamsSessions sessions;
    private final Assignments<StreamsMember, TaskSets, StreamsGroup> assignments;

    StreamsHeartbeat(GroupWorld world, StreamsSessions sessions,
                     Assignments<StreamsMember, TaskSets, StreamsGroup> assignments) {
        this.world = world;
        this.sessions = sessions;
        this.assignments = assignments;
    }

    // ---- what a request may say at all

    static void validate(StreamsGroupHeartbeatRequest q) {
        demand(!q.groupId().isBlank(), "GroupId can't be empty.");
        demand(!q.memberId().isBlank(), "MemberId can't be empty.");
        demand(q.rackId() == null || !q.rackId().isBlank(), "RackId can't be empty.");
        demand(q.processId() == null || !q.processId().isBlank(), "ProcessId can't be empty.");
        demand(q.instanceId() == null || !q.instanceId().isBlank(), "InstanceId can't be empty.");
        demand(q.memberEpoch() >= Asking.LEAVE_FOR_A_WHILE, "MemberEpoch is " + q.memberEpoch()
                + ", but must be greater than or equal to -2.");
        demand(q.memberEpoch() != Asking.LEAVE_FOR_A_WHILE || q.instanceId() != null, "InstanceId can't be null.");
        if (q.memberEpoch() != 0) {
            demand(q.topology() == null, "Topology can only be provided when (re-)joining.");
            return;
        }
        demand(q.rebalanceTimeoutMs() != -1, "RebalanceTimeoutMs must be provided in first request.");
        demand(isNone(q.activeTasks()), "ActiveTasks must be empty when (re-)joining.");
        demand(isNone(q.standbyTasks()), "StandbyTasks must be empty when (re-)joining.");
        demand(isNone(q.warmupTasks()), "WarmupTasks must be empty when (re-)joining.");
        demand(q.topology() != null, "Topology must be non-null when (re-)joining.");
        q.topology().subtopologies().forEach(s -> s.sourceTopicRegex().forEach(Patterns::compile));
    }

    private static boolean isNone(List<TaskIds> tasks) {
        return tasks != null && tasks.isEmpty();
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) throw new CoordinatorException(ErrorCode.INVALID_REQUEST, otherwise);
    }

    // ---- staying

    Outcome<StreamsAnswer> stay(StreamsGroup group, Caller caller, StreamsGroupHeartbeatRequest q) {
        StreamsDraft draft = new StreamsDraft(world, group);
        TaskSets owned = owned(q);
        StreamsMember known = sessions.admit(group, draft, asking(q), owned);
        if (known == null && group.members().size() >= world.config().streamsMaxSize()) {
            throw new CoordinatorException(ErrorCode.GROUP_MAX_SIZE_REACHED, "The streams group has reached its"
                    + " maximum capacity of " + world.config().streamsMaxSize() + " members.");
        }
        if (q.topology() != null) topology(draft, q);
        StreamsMember m = merge(known, caller, q);
        soft(group, q);
        boolean waits = world.config().streamsInitialRebalanceDelayMs(group.groupId()) > 0;
        if (waits || assignments.isAside(draft)) draft.waitAtFirst();
        boolean changed = draft.put(m) || draft.topology() != group.topology();
        draft.raiseEpoch(changed || draft.hasWarmedUp(m.memberId()));
        boolean delayed = delayed(group, draft);
        if (!delayed) assignments.assign(group, draft);
        Progress<TaskSets> before = draft.progress(m.memberId());
        Progress<TaskSets> after = new Reconciler<>(draft.assignmentEpoch(), draft.target(m.memberId()),
                wanted -> free(group.owners(), m, wanted), owned).next(before);
        if (known == null || !after.equals(before)) draft.progress(m.memberId(), after);
        sessions.keep(group, m);
        sessions.watchRevocation(group, m, before, after);
        boolean tell = q.memberEpoch() == 0 || !after.assigned().equals(before.assigned())
                || hasMissedAnAnswer(owned, after);
        StreamsReply reply = new StreamsReply(world, group, draft, caller.apiVersion());
        return Outcome.of(draft.records(), reply.to(q, m, after, tell, delayed || draft.isBehind()));
    }

    /**
     * A Streams client whose heartbeat was not answered says next what it has and, other than a consumer, nothing else:
     * by that alone it can be told what it has missed. Apache Kafka 4.3 does not look, and a task that was told in an
     * answer that got lost has nobody who works on it there.
     */
    private static boolean hasMissedAnAnswer(TaskSets owned, Progress<TaskSets> after) {
        return owned != null && !owned.equals(after.assigned());
    }

    /** One process never has a task twice, in whatever role, since both would share a directory. */
    private static TaskSets free(TaskOwners owners, StreamsMember m, TaskSets wanted) {
        Predicate<Task> mine = t -> owners.processHas(m.processId(), t);
        return new TaskSets(only(wanted.active(), t -> !owners.isActive(t) && !mine.test(t)),
                only(wanted.standby(), mine.negate()), only(wanted.warmup(), mine.negate()));
    }

    private static Set<Task> only(Set<Task> some, Predicate<Task> wanted) {
        Set<Task> r = new TreeSet<>(some);
        r.removeIf(wanted.negate());
        return r;
    }

    private static Asking asking(StreamsGroupHeartbeatRequest q) {
        return new Asking(q.memberId(), q.instanceId(), q.memberEpoch());
    }

    /** The first topology of a group, or one that is newer than the group's. */
    private static void topology(StreamsDraft draft, StreamsGroupHeartbeatRequest q) {
        StreamsGroupTopologyValue brought = Topologies.of(q.topology());
        StreamsGroupTopologyValue known = draft.topology();
        if (known == null) draft.topology(brought);
        else if (brought.epoch() == known.epoch() && !brought.equals(known)) {
            throw new CoordinatorException(ErrorCode.STREAMS_INVALID_TOPOLOGY, "Topology updates are not supported"
                    + " yet: the topology differs from the group's.");
        } else if (brought.epoch() > known.epoch()) {
            draft.topology(brought);
        }
    }

    /** A new group waits a little before its first assignment, so that not every task moves with every member. */
    private boolean delayed(StreamsGroup group, StreamsDraft draft) {
        int delayMs = world.config().streamsInitialRebalanceDelayMs(group.groupId());
        if (!draft.isBehind() || delayMs == 0 || !draft.isFirst()) return false;
        if (group.delayedUntilMs < 0) group.delayedUntilMs = world.nowMs() + delayMs;
        return world.nowMs() < group.delayedUntilMs;
    }

    private static StreamsMember merge(StreamsMember m, Caller caller, StreamsGroupHeartbeatRequest q) {
        TreeMap<String, String> tags = new TreeMap<>(m == null ? Map.of() : m.tags());
        if (q.clientTags() != null) {
            tags.clear();
            q.clientTags().forEach(t -> tags.put(t.key(), t.value()));
        }
        StreamsMember.Endpoint endpoint = q.userEndpoint() == null ? m == null ? null : m.endpoint()
                : new StreamsMember.Endpoint(q.userEndpoint().host(), q.userEndpoint().port());
        return new StreamsMember(q.memberId(),
                q.instanceId() != null ? q.instanceId() : m == null ? null : m.instanceId(),
                q.rackId() != null ? q.rackId() : m == null ? null : m.rackId(),
                caller.clientId(), caller.clientHost(),
                q.rebalanceTimeoutMs() != -1 ? q.rebalanceTimeoutMs() : m == null ? -1 : m.rebalanceTimeoutMs(),
                q.topology() != null ? q.topology().epoch() : m == null ? 0 : m.topologyEpoch(),
                q.processId() != null ? q.processId() : m == null ? q.memberId() : m.processId(), endpoint, tags);
    }

    private static void soft(StreamsGroup group, StreamsGroupHeartbeatRequest q) {
        if (q.shutdownApplication()) group.shutDownBy = q.memberId();
        if (q.taskOffsets() == null && q.taskEndOffsets() == null) return;
        TaskReport old = group.report(q.memberId());
        group.report(q.memberId(), new TaskReport(q.taskOffsets() == null ? old.offsets() : sums(q.taskOffsets()),
                q.taskEndOffsets() == null ? old.ends() : sums(q.taskEndOffsets())));
    }

    private static Map<Task, Long> sums(List<StreamsGroupHeartbeatRequest.TaskOffset> some) {
        Map<Task, Long> all = new TreeMap<>();
        some.forEach(o -> all.put(new Task(o.subtopologyId(), o.partition()), o.offset()));
        return all;
    }

    /** Null where the member does not say everything. */
    private static TaskSets owned(StreamsGroupHeartbeatRequest q) {
        if (q.activeTasks() == null || q.standbyTasks() == null || q.warmupTasks() == null) return null;
        return new TaskSets(tasks(q.activeTasks()), tasks(q.standbyTasks()), tasks(q.warmupTasks()));
    }

    private static Set<Task> tasks(List<TaskIds> some) {
        return Task.read(some, TaskIds::subtopologyId, TaskIds::partitions);
    }

    // ---- leaving

    Outcome<StreamsAnswer> leave(StreamsGroup group, StreamsGroupHeartbeatRequest q) {
        sessions.mayLeave(group, asking(q));
        StreamsGroupHeartbeatResponse gone = new StreamsGroupHeartbeatResponse().memberId(q.memberId())
                .memberEpoch(q.memberEpoch()).status(null);
        StreamsAnswer answer = new StreamsAnswer(gone, List.of());
        if (q.memberEpoch() == Asking.LEAVE_FOR_A_WHILE) {
            StreamsDraft draft = new StreamsDraft(world, group);
            draft.progress(q.memberId(), group.progress(q.memberId()).away());
            return Outcome.of(draft.records(), answer);
        }
        return sessions.remove(group, List.of(q.memberId())).answering(answer);
    }
}
