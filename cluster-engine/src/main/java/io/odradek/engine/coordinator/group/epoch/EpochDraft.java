package io.odradek.engine.coordinator.group.epoch;

import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.GroupWorld;
import io.odradek.engine.metadata.ClusterImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Changes to a group that are not written yet: what the group would be, and the records that make it so. Lives for one
 * event. The group itself stays as it is until the records are replayed.
 */
public abstract class EpochDraft<M extends EpochMember<M>, T extends Holding<T>> {
    protected final GroupWorld world;
    protected final ClusterImage image;
    /** How soon a member is asked back while its group finds together, in milliseconds. */
    private static final int SOON_MS = 500;
    /** What each member adds to that, so that a group never sends more than a thousand heartbeats a second. */
    private static final int SOON_MS_PER_MEMBER = 1;
    /** Epoch of the assignment that a group has while it waits for its first. */
    protected static final int NOTHING_YET = 1;

    private final EpochGroup<M, T> group;
    private final String id;
    private final List<LogRecord> records = new ArrayList<>();
    /** Null: gone. */
    private final Map<String, M> members = new HashMap<>();
    private final Map<String, T> targets = new HashMap<>();
    private final Map<String, Progress<T>> progress = new HashMap<>();
    private int epoch;
    private int assignmentEpoch;

    protected EpochDraft(GroupWorld world, EpochGroup<M, T> group) {
        this.world = world;
        this.group = group;
        this.id = group.groupId();
        this.image = world.image().get();
        this.epoch = group.epoch();
        this.assignmentEpoch = group.assignmentEpoch();
    }

    /**
     * Tells who is meant to have what, an entry for every member. May run anywhere and at any time, since nothing that
     * it rests on changes; the members may.
     */
    protected abstract Supplier<Map<String, T>> calculation(Map<String, M> everyone);

    /** True where that takes more than a millisecond or two. */
    protected abstract boolean isLarge();

    /** Milliseconds that must lie between two assignments of this group. */
    protected abstract int assignmentIntervalMs();

    public final List<LogRecord> records() {
        return records;
    }

    public final ClusterImage image() {
        return image;
    }

    public final int assignmentEpoch() {
        return assignmentEpoch;
    }

    public final T target(String memberId) {
        T own = targets.get(memberId);
        return own != null ? own : group.target(memberId);
    }

    public final Progress<T> progress(String memberId) {
        Progress<T> own = progress.get(memberId);
        return own != null ? own : group.progress(memberId);
    }

    /** Of the members that this draft moves on. */
    protected final Iterable<Progress<T>> moved() {
        return progress.values();
    }

    /** Members that this draft changes or adds, and null for those that it takes away. */
    protected final Map<String, M> changes() {
        return members;
    }

    /** Everyone who would be a member. */
    public final Map<String, M> everyone() {
        Map<String, M> all = new HashMap<>(group.members());
        members.forEach((k, m) -> {
            if (m == null) all.remove(k);
            else all.put(k, m);
        });
        return all;
    }

    // ---- steps

    protected final void add(LogRecord r) {
        records.add(r);
    }

    /** Takes what a member says of itself; true when that asks for another assignment. */
    public final boolean put(M m) {
        M old = members.containsKey(m.memberId()) ? members.get(m.memberId()) : group.member(m.memberId());
        if (m.equals(old)) return false;
        members.put(m.memberId(), m);
        add(group.records().member(id, m));
        return old == null || !m.isPlacedAs(old);
    }

    public final void progress(String memberId, Progress<T> p) {
        if (p.equals(progress(memberId)) && group.hasProgress(memberId)) return;
        progress.put(memberId, p);
        add(group.records().progress(id, memberId, p));
    }

    public final void target(String memberId, T target) {
        targets.put(memberId, target);
        add(group.records().target(id, memberId, target));
    }

    public final void remove(String memberId) {
        members.put(memberId, null);
        add(group.records().noProgress(id, memberId));
        add(group.records().noTarget(id, memberId));
        add(group.records().noMember(id, memberId));
    }

    /** A static member came back: the new one goes on with what the old one had. */
    public final M takeOver(String oldId, String newId) {
        M m = group.member(oldId).as(newId);
        remove(oldId);
        put(m);
        target(newId, group.target(oldId));
        progress(newId, group.progress(oldId).back());
        return m;
    }

    /** The next epoch, for the record of the group. */
    protected final int nextEpoch() {
        return ++epoch;
    }

    /**
     * Begins with an epoch at which nobody is assigned anything new.
     *
     * @param atMs when that assignment was made, 0 where it is none: the next may follow at once
     */
    protected final void startAt(int first, long atMs) {
        epoch = first;
        assignmentEpoch = first;
        add(group.records().targetEpoch(id, first, atMs));
    }

    /**
     * A new group that has to wait for its first assignment has one of nothing meanwhile: members that have joined must
     * have an epoch, since they say everything of themselves only once.
     */
    public final void waitAtFirst() {
        if (group.epoch() == 0 && epoch == 0) startAt(NOTHING_YET, 0);
    }

    /** True while there is no assignment for what the members want now. */
    public final boolean isBehind() {
        return epoch > assignmentEpoch;
    }

    /** True while the last assignment is too fresh for another one. */
    public final boolean isTooEarly() {
        return group.assignedAtMs() >= 0 && world.nowMs() < group.assignedAtMs() + assignmentIntervalMs();
    }

    /**
     * When the member is to tell of itself again. By its heartbeats alone it learns what it is meant to have and what
     * others gave back, so a group that comes together in steps of the settled interval takes several of them. The
     * interval is in every answer: as long as there are members that were asked back in the settled interval before
     * the assignment changed, and for a member that waits for others, it is short.
     *
     * @param settledMs the configured interval, which is the longest
     */
    public final int askBackMs(String memberId, int settledMs) {
        long ageMs = world.nowMs() - group.assignedAtMs();
        boolean young = assignmentEpoch != group.assignmentEpoch() || ageMs >= 0 && ageMs < settledMs;
        boolean waits = progress(memberId).state() == MemberState.UNRELEASED;
        if (!young && !waits && !isBehind()) return settledMs;
        return Math.min(settledMs, Math.max(SOON_MS, group.members().size() * SOON_MS_PER_MEMBER));
    }

    /** True where the epoch was raised and it is time for another assignment. */
    public final boolean mayAssign() {
        return isBehind() && !isTooEarly();
    }

    /** Calculates who is meant to have what, where that may be. */
    public final void assign() {
        if (mayAssign()) take(epoch, calculation(everyone()).get());
    }

    /**
     * Gives everyone what it is meant to have.
     *
     * @param atEpoch of the group when that was calculated
     */
    public final void take(int atEpoch, Map<String, T> plan) {
        plan.forEach((memberId, t) -> {
            boolean fresh = group.member(memberId) == null && !targets.containsKey(memberId);
            if (fresh || !t.equals(target(memberId))) target(memberId, t);
        });
        assignmentEpoch = atEpoch;
        add(group.records().targetEpoch(id, atEpoch, world.nowMs()));
    }
}
