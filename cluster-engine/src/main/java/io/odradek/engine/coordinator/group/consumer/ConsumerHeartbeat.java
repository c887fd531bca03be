package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.Outcome;
import io.odradek.engine.coordinator.group.Caller;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.coordinator.group.Patterns;
import io.odradek.engine.coordinator.group.assignor.Partitions;
import io.odradek.engine.coordinator.group.epoch.Assignments;
import io.odradek.engine.coordinator.group.epoch.Progress;
import io.odradek.engine.coordinator.group.epoch.Reconciler;
import io.odradek.engine.coordinator.group.epoch.Sessions.Asking;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatRequest;
import io.odradek.engine.wire.message.ConsumerGroupHeartbeatResponse;
import java.util.ArrayList;
import java.util.List;

/** One heartbeat of a consumer-protocol member: joins, tells, is told. Lane of the shard only. */
final class ConsumerHeartbeat {
    private final GroupWorld world;
    private final ConsumerSessions sessions;
    private final Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments;

    ConsumerHeartbeat(GroupWorld world, ConsumerSessions sessions,
                      Assignments<ConsumerMember, Partitions, ConsumerGroup> assignments) {
        this.world = world;
        this.sessions = sessions;
        this.assignments = assignments;
    }

    // ---- what a request may say at all

    void validate(ConsumerGroupHeartbeatRequest q, short version) {
        demand(!q.groupId().isBlank(), "GroupId can't be empty.");
        demand(q.instanceId() == null || !q.instanceId().isBlank(), "InstanceId can't be empty.");
        demand(q.rackId() == null || !q.rackId().isBlank(), "RackId can't be empty.");
        demand(q.memberEpoch() >= Asking.LEAVE_FOR_A_WHILE, "MemberEpoch is invalid.");
        demand(version == 0 && q.memberEpoch() == 0 || !q.memberId().isBlank(), "MemberId can't be empty.");
        if (q.memberEpoch() == 0) {
            demand(q.rebalanceTimeoutMs() != -1, "RebalanceTimeoutMs must be provided in first request.");
            demand(q.topicPartitions() != null && q.topicPartitions().isEmpty(),
                    "TopicPartitions must be empty when (re-)joining.");
            boolean subscribes = q.subscribedTopicNames() != null && !q.subscribedTopicNames().isEmpty()
                    || q.subscribedTopicRegex() != null && !q.subscribedTopicRegex().isEmpty();
            boolean says = q.subscribedTopicNames() != null || q.subscribedTopicRegex() != null;
            demand(subscribes || says, "Either SubscribedTopicNames or SubscribedTopicRegex must be non-null"
                    + " when (re-)joining.");
        } else if (q.memberEpoch() == Asking.LEAVE_FOR_A_WHILE) {
            demand(q.instanceId() != null, "InstanceId can't be null.");
        }
        if (q.serverAssignor() != null && !world.config().consumerAssignors().contains(q.serverAssignor())) {
            throw new CoordinatorException(ErrorCode.UNSUPPORTED_ASSIGNOR, "ServerAssignor " + q.serverAssignor()
                    + " is not supported. Supported assignors: "
                    + String.join(", ", world.config().consumerAssignors()) + ".");
        }
        if (q.subscribedTopicRegex() != null) Patterns.compile(q.subscribedTopicRegex());
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) throw new CoordinatorException(ErrorCode.INVALID_REQUEST, otherwise);
    }

    // ---- staying

    Outcome<ConsumerGroupHeartbeatResponse> stay(ConsumerGroup group, Draft draft, Caller caller,
                                                 ConsumerGroupHeartbeatRequest q) {
        Partitions owned = owned(q);
        ConsumerMember known = sessions.admit(group, draft, asking(q), owned);
        ConsumerMember m = merge(known, caller, q);
        boolean fresh = known == null;
        if (fresh && group.members().size() >= world.config().consumerMaxSize()) {
            throw new CoordinatorException(ErrorCode.GROUP_MAX_SIZE_REACHED, "The consumer group has reached its"
                    + " maximum capacity of " + world.config().consumerMaxSize() + " members.");
        }
        boolean changed = draft.put(m);
        draft.refresh(changed, assignments);
        Progress<Partitions> before = draft.progress(m.memberId());
        Progress<Partitions> after = reconcile(draft, m.memberId(), owned);
        if (fresh || !after.equals(before)) draft.progress(m.memberId(), after);
        sessions.keep(group, m);
        sessions.watchRevocation(group, m, before, after);
        int settledMs = world.config().consumerHeartbeatIntervalMs(group.groupId());
        ConsumerGroupHeartbeatResponse response = new ConsumerGroupHeartbeatResponse().memberId(m.memberId())
                .memberEpoch(after.epoch()).heartbeatIntervalMs(draft.askBackMs(m.memberId(), settledMs));
        boolean tell = q.memberEpoch() == 0 || isFull(q) || !after.assigned().equals(before.assigned());
        if (tell) response.assignment(told(after.assigned()));
        return draft.refreshed(response);
    }

    static Progress<Partitions> reconcile(Draft draft, String memberId, Partitions owned) {
        return new Reconciler<>(draft.assignmentEpoch(), draft.target(memberId),
                wanted -> wanted.only(draft::isFree), owned).next(draft.progress(memberId));
    }

    private static Asking asking(ConsumerGroupHeartbeatRequest q) {
        return new Asking(q.memberId(), q.instanceId(), q.memberEpoch());
    }

    private ConsumerMember merge(ConsumerMember m, Caller caller, ConsumerGroupHeartbeatRequest q) {
        List<String> topics = q.subscribedTopicNames() != null ? q.subscribedTopicNames()
                : m == null ? List.of() : m.topics();
        String regex = q.subscribedTopicRegex() != null ? q.subscribedTopicRegex() : m == null ? null : m.regex();
        return new ConsumerMember(m == null ? q.memberId() : m.memberId(),
                q.instanceId() != null ? q.instanceId() : m == null ? null : m.instanceId(),
                q.rackId() != null ? q.rackId() : m == null ? null : m.rackId(),
                caller.clientId(), caller.clientHost(), topics, regex,
                q.rebalanceTimeoutMs() != -1 ? q.rebalanceTimeoutMs() : m == null ? -1 : m.rebalanceTimeoutMs(),
                q.serverAssignor() != null ? q.serverAssignor() : m == null ? null : m.assignor(), null);
    }

    static Partitions owned(ConsumerGroupHeartbeatRequest q) {
        if (q.topicPartitions() == null) return null;
        Partitions.Builder b = Partitions.builder();
        q.topicPartitions().forEach(t -> b.add(t.topicId(), t.partitions()));
        return b.build();
    }

    /** A member that says everything of itself is told everything. */
    private static boolean isFull(ConsumerGroupHeartbeatRequest q) {
        return q.rebalanceTimeoutMs() != -1 && q.topicPartitions() != null
                && (q.subscribedTopicNames() != null || q.subscribedTopicRegex() != null);
    }

    private static ConsumerGroupHeartbeatResponse.Assignment told(Partitions assigned) {
        var all = new ConsumerGroupHeartbeatResponse.Assignment();
        assigned.byTopic().forEach((t, p) -> all.topicPartitions().add(
                new ConsumerGroupHeartbeatResponse.TopicPartitions().topicId(t).partitions(new ArrayList<>(p))));
        return all;
    }

    // ---- leaving

    Outcome<ConsumerGroupHeartbeatResponse> leave(ConsumerGroup group, ConsumerGroupHeartbeatRequest q) {
        String memberId = q.memberId();
        sessions.mayLeave(group, asking(q));
        ConsumerGroupHeartbeatResponse response = new ConsumerGroupHeartbeatResponse().memberId(memberId)
                .memberEpoch(q.memberEpoch());
        if (q.memberEpoch() == Asking.LEAVE_FOR_A_WHILE) {
            Draft draft = new Draft(world, group);
            draft.progress(memberId, group.progress(memberId).away());
            return Outcome.of(draft.records(), response);
        }
        return sessions.remove(group, List.of(memberId)).answering(response);
    }
}
