package io.odradek.engine.coordinator.group.classic;

import static io.odradek.engine.wire.ErrorCode.COORDINATOR_NOT_AVAILABLE;
import static io.odradek.engine.wire.ErrorCode.FENCED_INSTANCE_ID;
import static io.odradek.engine.wire.ErrorCode.GROUP_ID_NOT_FOUND;
import static io.odradek.engine.wire.ErrorCode.ILLEGAL_GENERATION;
import static io.odradek.engine.wire.ErrorCode.NON_EMPTY_GROUP;
import static io.odradek.engine.wire.ErrorCode.REBALANCE_IN_PROGRESS;
import static io.odradek.engine.wire.ErrorCode.UNKNOWN_MEMBER_ID;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.OffsetCommitter;
import io.odradek.engine.coordinator.group.PartitionCheck;
import io.odradek.engine.wire.message.JoinGroupResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A group of the classic protocol: its members and where it stands. A group without protocol type that has never had
 * members only keeps offsets. Lane of the shard only; what happens to it and when is in {@link ClassicRounds}.
 */
public final class ClassicGroup implements Group {
    static final int NOT_ASSIGNING = -1;

    private final String groupId;
    private final Map<String, ClassicMember> members = new LinkedHashMap<>();
    private final Map<String, String> staticMembers = new HashMap<>();
    /** Member ids given out with MEMBER_ID_REQUIRED that have not come back with them yet. */
    final Set<String> pendingJoin = new HashSet<>();
    /** Members of this generation that have not synced yet. */
    final Set<String> pendingSync = new HashSet<>();
    private ClassicState state = ClassicState.EMPTY;
    private ClassicState previous = ClassicState.EMPTY;
    private long stateSinceMs;
    private String protocolType = "";
    private String protocol;
    private String leader;
    private int generation;
    private Set<String> topics = Set.of();
    private KeepAlive keepAlive = (group, member) -> {};
    /** Someone new has come while the first round was being delayed. */
    boolean newMemberAdded;
    /** The generation whose assignment is on its way into the log. */
    int assigning = NOT_ASSIGNING;

    /** Restarts a member's session. */
    interface KeepAlive {
        void seen(ClassicGroup group, ClassicMember member);
    }

    public ClassicGroup(String groupId, long nowMs) {
        this.groupId = groupId;
        this.stateSinceMs = nowMs;
    }

    void keepAlive(KeepAlive how) {
        keepAlive = how;
    }

    // ---- what others see

    @Override
    public String groupId() {
        return groupId;
    }

    @Override
    public String type() {
        return "classic";
    }

    @Override
    public String stateName() {
        return state.toString();
    }

    @Override
    public String protocolType() {
        return protocolType;
    }

    @Override
    public boolean isEmpty() {
        return state == ClassicState.EMPTY;
    }

    public ClassicState state() {
        return state;
    }

    ClassicState previous() {
        return previous;
    }

    public int generation() {
        return generation;
    }

    public String leader() {
        return leader;
    }

    /** Null while none is chosen. */
    public String protocol() {
        return protocol;
    }

    public long stateSinceMs() {
        return stateSinceMs;
    }

    public Collection<ClassicMember> members() {
        return members.values();
    }

    public ClassicMember member(String memberId) {
        return members.get(memberId);
    }

    /** Id of the static member of this instance, or null. */
    public String memberOf(String instanceId) {
        return instanceId == null ? null : staticMembers.get(instanceId);
    }

    boolean is(ClassicState... any) {
        for (ClassicState s : any) if (s == state) return true;
        return false;
    }

    boolean isLeader(String memberId) {
        return memberId.equals(leader);
    }

    int awaitingJoin() {
        int n = 0;
        for (ClassicMember m : members.values()) if (m.isAwaitingJoin()) n++;
        return n;
    }

    boolean allJoined() {
        return pendingJoin.isEmpty() && awaitingJoin() == members.size();
    }

    int rebalanceTimeoutMs() {
        int most = 0;
        for (ClassicMember m : members.values()) most = Math.max(most, m.rebalanceTimeoutMs);
        return most;
    }

    List<JoinGroupResponse.JoinGroupResponseMember> joinedMembers() {
        List<JoinGroupResponse.JoinGroupResponseMember> all = new ArrayList<>(members.size());
        for (ClassicMember m : members.values()) all.add(m.joined(protocol));
        return all;
    }

    // ---- changes

    void to(ClassicState next, long nowMs) {
        previous = state;
        state = next;
        stateSinceMs = nowMs;
    }

    /** Takes over what a record says. */
    void restore(String type, String chosen, String leaderId, int atGeneration, long sinceMs) {
        protocolType = type;
        protocol = chosen;
        leader = leaderId;
        generation = atGeneration;
        state = members.isEmpty() ? ClassicState.EMPTY : ClassicState.STABLE;
        if (sinceMs >= 0) stateSinceMs = sinceMs;
        topics = subscribed();
    }

    /** The first member decides what type of protocol the group speaks. */
    void add(ClassicMember member, String type) {
        if (members.isEmpty()) protocolType = type;
        if (leader == null) leader = member.memberId();
        members.put(member.memberId(), member);
        if (member.instanceId() != null) staticMembers.put(member.instanceId(), member.memberId());
        pendingJoin.remove(member.memberId());
    }

    ClassicMember remove(String memberId) {
        ClassicMember gone = members.remove(memberId);
        pendingJoin.remove(memberId);
        pendingSync.remove(memberId);
        if (gone != null && gone.instanceId() != null) staticMembers.remove(gone.instanceId(), memberId);
        if (memberId.equals(leader)) leader = members.isEmpty() ? null : members.keySet().iterator().next();
        return gone;
    }

    /** The same member under a new id, at the same place. */
    void replace(String oldId, ClassicMember fresh) {
        Map<String, ClassicMember> copy = new LinkedHashMap<>();
        members.forEach((id, m) -> copy.put(id.equals(oldId) ? fresh.memberId() : id, id.equals(oldId) ? fresh : m));
        members.clear();
        members.putAll(copy);
        staticMembers.put(fresh.instanceId(), fresh.memberId());
        if (pendingSync.remove(oldId)) pendingSync.add(fresh.memberId());
        if (oldId.equals(leader)) leader = fresh.memberId();
    }

    /** When the leader has not come back, the first who has takes its place. False when nobody has. */
    boolean electJoinedLeader() {
        ClassicMember now = leader == null ? null : members.get(leader);
        if (now != null && now.isAwaitingJoin()) return true;
        for (ClassicMember m : members.values()) {
            if (m.isAwaitingJoin()) {
                leader = m.memberId();
                return true;
            }
        }
        return false;
    }

    void nextGeneration(long nowMs) {
        generation++;
        pendingSync.clear();
        if (members.isEmpty()) {
            protocol = null;
            topics = Set.of();
            to(ClassicState.EMPTY, nowMs);
        } else {
            protocol = chooseProtocol();
            topics = subscribed();
            to(ClassicState.COMPLETING_REBALANCE, nowMs);
        }
    }

    void resubscribe() {
        topics = subscribed();
    }

    boolean supports(String type, List<ClassicMember.Protocol> offered) {
        if (type.isEmpty() || offered.isEmpty()) return false;
        if (members.isEmpty()) return true;
        Set<String> common = candidates();
        return type.equals(protocolType) && offered.stream().anyMatch(p -> common.contains(p.name()));
    }

    /** What most members want most, among what all know. */
    String chooseProtocol() {
        Set<String> candidates = candidates();
        Map<String, Integer> votes = new LinkedHashMap<>();
        for (ClassicMember m : members.values()) {
            String v = m.vote(candidates);
            if (v != null) votes.merge(v, 1, Integer::sum);
        }
        return votes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(null);
    }

    private Set<String> candidates() {
        Set<String> common = new HashSet<>();
        if (!members.isEmpty()) members.values().iterator().next().protocols.forEach(p -> common.add(p.name()));
        for (ClassicMember m : members.values()) common.removeIf(n -> !m.knows(n));
        return common;
    }

    private Set<String> subscribed() {
        if (!Subscriptions.PROTOCOL_TYPE.equals(protocolType)) return null;
        if (members.isEmpty() || protocol == null) return Set.of();
        return Subscriptions.topics(members.values(), protocol);
    }

    // ---- may they

    /** Throws unless this is the current id of a member. */
    void validateMember(String memberId, String instanceId) {
        if (instanceId != null) {
            String current = staticMembers.get(instanceId);
            if (current == null) throw new CoordinatorException(UNKNOWN_MEMBER_ID);
            if (!current.equals(memberId)) throw new CoordinatorException(FENCED_INSTANCE_ID);
        }
        if (!members.containsKey(memberId)) throw new CoordinatorException(UNKNOWN_MEMBER_ID);
    }

    @Override
    public PartitionCheck validateOffsetCommit(OffsetCommitter by) {
        if (state == ClassicState.DEAD) throw new CoordinatorException(COORDINATOR_NOT_AVAILABLE);
        if (by.generationOrEpoch() < 0 && state == ClassicState.EMPTY) return PartitionCheck.ANY;
        if (!by.isOutsider()) {
            validateMember(by.memberId(), by.instanceId());
            if (by.generationOrEpoch() != generation) throw new CoordinatorException(ILLEGAL_GENERATION);
        } else if (!by.transactional() && state != ClassicState.EMPTY) {
            throw new CoordinatorException(UNKNOWN_MEMBER_ID);
        }
        if (!by.transactional() && state == ClassicState.COMPLETING_REBALANCE) {
            throw new CoordinatorException(REBALANCE_IN_PROGRESS);
        }
        return PartitionCheck.ANY;
    }

    @Override
    public void validateOffsetFetch(String memberId, int memberEpoch) {
        if (state == ClassicState.DEAD) throw new CoordinatorException(GROUP_ID_NOT_FOUND);
    }

    @Override
    public void validateOffsetDelete() {
        if (state == ClassicState.DEAD) throw new CoordinatorException(GROUP_ID_NOT_FOUND);
        if (state != ClassicState.EMPTY && !Subscriptions.PROTOCOL_TYPE.equals(protocolType)) {
            throw new CoordinatorException(NON_EMPTY_GROUP);
        }
    }

    @Override
    public void validateDelete() {
        if (state == ClassicState.DEAD) throw new CoordinatorException(GROUP_ID_NOT_FOUND);
        if (state != ClassicState.EMPTY) throw new CoordinatorException(NON_EMPTY_GROUP);
    }

    @Override
    public boolean isSubscribedTo(String topic) {
        if (members.isEmpty()) return false;
        return topics == null || topics.contains(topic);
    }

    @Override
    public long offsetsIdleSinceMs() {
        return protocolType.isEmpty() || state != ClassicState.EMPTY ? -1 : stateSinceMs;
    }

    @Override
    public void seen(String memberId) {
        ClassicMember m = members.get(memberId);
        if (m != null && is(ClassicState.STABLE, ClassicState.PREPARING_REBALANCE)) keepAlive.seen(this, m);
    }

    @Override
    public List<LogRecord> tombstones() {
        return generation == 0 && protocolType.isEmpty() ? List.of() : List.of(ClassicRecords.tombstone(groupId));
    }
}
