package io.odradek.engine.coordinator.group.epoch;

import static io.odradek.engine.wire.ErrorCode.FENCED_MEMBER_EPOCH;
import static io.odradek.engine.wire.ErrorCode.GROUP_ID_NOT_FOUND;
import static io.odradek.engine.wire.ErrorCode.NON_EMPTY_GROUP;
import static io.odradek.engine.wire.ErrorCode.STALE_MEMBER_EPOCH;
import static io.odradek.engine.wire.ErrorCode.UNKNOWN_MEMBER_ID;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.coordinator.group.PartitionCheck;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.Uuid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of which the coordinator decides who gets what. Its epoch grows when what is to be assigned changes, the
 * assignment's epoch follows, and each member's epoch follows that. Lane of the shard only; changed by replay alone.
 *
 * @param <M> its members
 * @param <T> what they can have
 */
public abstract class EpochGroup<M extends EpochMember<M>, T extends Holding<T>> implements Group {
    private final String groupId;
    private final String type;
    private final Progress<T> fresh;
    private int epoch;
    private long metadataHash;
    private int assignmentEpoch;
    private long assignedAtMs = -1;
    private final Map<String, M> members = new LinkedHashMap<>();
    private final Map<String, Progress<T>> progress = new HashMap<>();
    private final Map<String, T> targets = new HashMap<>();
    private final Map<String, String> staticMembers = new HashMap<>(0);
    /** Since when an assignment is being calculated aside, by the monotonic clock; -1: none is. Not durable. */
    long calculatingSinceMs = -1;

    /** @param type as the protocol writes it */
    protected EpochGroup(String groupId, String type, T none) {
        this.groupId = groupId;
        this.type = type;
        this.fresh = Progress.fresh(none);
    }

    // ---- of the kind

    /** How this kind is written. */
    protected abstract EpochRecords<M, T> records();

    /** Tombstones of what only this kind has. */
    protected abstract List<LogRecord> ownTombstones();

    /** A member came, changed or went; either may be null. */
    protected abstract void memberChanged(M before, M now);

    /** A member came further, came or went; either may be null. */
    protected abstract void progressChanged(String memberId, Progress<T> before, Progress<T> now);

    /** Throws unless this member's requests may be of this kind. */
    protected void validate(M m, OffsetCommitter by) {}

    /** What a commit of another epoch than the member's is answered. */
    protected ErrorCode stale(M m) {
        return STALE_MEMBER_EPOCH;
    }

    /** Whether the epoch that a member names to fetch offsets is good enough. */
    protected boolean mayFetch(Progress<T> p, int memberEpoch) {
        return memberEpoch == p.epoch();
    }

    /** Epoch at which the member got what reads this partition, or is giving it back; -1 where it has it not. */
    protected abstract int since(Progress<T> p, String topic, Uuid id, int partition);

    // ---- what it is

    @Override
    public final String groupId() {
        return groupId;
    }

    @Override
    public final String type() {
        return type;
    }

    @Override
    public final String protocolType() {
        return type;
    }

    @Override
    public String stateName() {
        if (members.isEmpty()) return "Empty";
        if (epoch > assignmentEpoch) return "Assigning";
        for (String id : members.keySet()) {
            Progress<T> p = progress(id);
            if (p.state() != MemberState.STABLE || p.epoch() != assignmentEpoch) return "Reconciling";
        }
        return "Stable";
    }

    @Override
    public final boolean isEmpty() {
        return members.isEmpty();
    }

    public final int epoch() {
        return epoch;
    }

    public final long metadataHash() {
        return metadataHash;
    }

    public final int assignmentEpoch() {
        return assignmentEpoch;
    }

    /** When the assignment was calculated, -1 before there is one. */
    public final long assignedAtMs() {
        return assignedAtMs;
    }

    public final Map<String, M> members() {
        return members;
    }

    /** Null where there is no such member. */
    public final M member(String id) {
        return members.get(id);
    }

    /** The member that goes by the static member's name, or null. */
    public final String memberOf(String instanceId) {
        return instanceId == null ? null : staticMembers.get(instanceId);
    }

    public final Progress<T> progress(String memberId) {
        return progress.getOrDefault(memberId, fresh);
    }

    final boolean hasProgress(String memberId) {
        return progress.containsKey(memberId);
    }

    public final T target(String memberId) {
        return targets.getOrDefault(memberId, fresh.assigned());
    }

    // ---- replay

    public final void replayEpoch(int newEpoch, long hash) {
        epoch = newEpoch;
        metadataHash = hash;
    }

    /** @param atMs when that assignment was calculated */
    public final void replayAssignmentEpoch(int newEpoch, long atMs) {
        assignmentEpoch = newEpoch;
        assignedAtMs = atMs;
    }

    /** Null: it is gone; so below. */
    public final void replayMember(String memberId, M m) {
        M old = m == null ? members.remove(memberId) : members.put(memberId, m);
        if (old != null && old.instanceId() != null) staticMembers.remove(old.instanceId(), memberId);
        if (m != null && m.instanceId() != null) staticMembers.put(m.instanceId(), memberId);
        memberChanged(old, m);
    }

    public final void replayTarget(String memberId, T target) {
        if (target == null) targets.remove(memberId);
        else targets.put(known(memberId), target);
    }

    public final void replayProgress(String memberId, Progress<T> p) {
        Progress<T> now = p == null ? null : p.sharing(target(memberId));
        Progress<T> old = now == null ? progress.remove(memberId) : progress.put(known(memberId), now);
        progressChanged(known(memberId), old, now);
    }

    /** The id as the member has it: every record that is read in brings a text of its own. */
    private String known(String memberId) {
        M m = members.get(memberId);
        return m == null ? memberId : m.memberId();
    }

    // ---- may they

    public final M require(String memberId) {
        M m = members.get(memberId);
        if (m == null) {
            throw new CoordinatorException(UNKNOWN_MEMBER_ID, "Member " + memberId + " is not a member of group "
                    + groupId + ".");
        }
        return m;
    }

    /** Throws unless the member names its epoch, or the one before where the answer was lost. */
    public final void checkEpoch(String memberId, int memberEpoch, T owned) {
        Progress<T> now = progress(memberId);
        if (memberEpoch == now.epoch()) return;
        boolean lostAnswer = memberEpoch < now.epoch() && memberEpoch == now.previousEpoch() && owned != null
                && now.assigned().containsAll(owned);
        if (lostAnswer) return;
        throw new CoordinatorException(FENCED_MEMBER_EPOCH, "The " + type + " group member has another member"
                + " epoch (" + memberEpoch + ") than the one known by the group coordinator (" + now.epoch()
                + "). The member must abandon all it has and rejoin.");
    }

    /**
     * A member whose epoch was just raised may still commit by an earlier one, where it has had the partition since
     * then without a break: its answer is on the way (KIP-1251).
     */
    @Override
    public final PartitionCheck validateOffsetCommit(OffsetCommitter by) {
        int named = by.generationOrEpoch();
        if (named < 0 && members.isEmpty() || by.transactional() && by.isOutsider()) return PartitionCheck.ANY;
        M m = require(by.memberId());
        validate(m, by);
        Progress<T> p = progress(by.memberId());
        if (named == p.epoch()) return PartitionCheck.ANY;
        CoordinatorException stale = new CoordinatorException(by.transactional() ? ErrorCode.ILLEGAL_GENERATION
                : stale(m), "The member's epoch is " + p.epoch() + ", not " + named + ".");
        if (named > p.epoch()) throw stale;
        return (topic, id, partition) -> {
            int since = since(p, topic, id, partition);
            if (since < 0 || named < since) throw stale;
        };
    }

    @Override
    public final void validateOffsetFetch(String memberId, int memberEpoch) {
        if (memberId == null || memberId.isEmpty() || memberEpoch < 0) return;
        require(memberId);
        if (!mayFetch(progress(memberId), memberEpoch)) throw new CoordinatorException(STALE_MEMBER_EPOCH);
    }

    @Override
    public final void validateOffsetDelete() {}

    @Override
    public final void validateDelete() {
        if (epoch == 0 && members.isEmpty()) throw new CoordinatorException(GROUP_ID_NOT_FOUND);
        if (!members.isEmpty()) throw new CoordinatorException(NON_EMPTY_GROUP);
    }

    @Override
    public final long offsetsIdleSinceMs() {
        return -1;
    }

    @Override
    public final List<LogRecord> tombstones() {
        List<LogRecord> all = new ArrayList<>();
        for (String id : members.keySet()) {
            all.add(records().noProgress(groupId, id));
            all.add(records().noTarget(groupId, id));
        }
        all.add(records().noTargetEpoch(groupId));
        members.keySet().forEach(id -> all.add(records().noMember(groupId, id)));
        all.addAll(ownTombstones());
        all.add(records().noGroup(groupId));
        return all;
    }
}
