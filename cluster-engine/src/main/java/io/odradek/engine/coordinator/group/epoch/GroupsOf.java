package io.odradek.engine.coordinator.group.epoch;

import io.odradek.engine.coordinator.CoordinatorException;
import io.odradek.engine.coordinator.LogRecord;
import io.odradek.engine.coordinator.group.Group;
import io.odradek.engine.coordinator.group.Groups;
import io.odradek.engine.wire.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The groups of one kind in a shard. Lane of the shard only.
 *
 * @param what   "Group", "Streams group": as the sentences for clients begin
 * @param create makes an empty one
 */
public record GroupsOf<G extends Group>(Groups groups, Class<G> kind, String what, Function<String, G> create) {
    /** Null where there is none of this kind. */
    public G find(String groupId) {
        Group g = groups.get(groupId);
        return kind.isInstance(g) ? kind.cast(g) : null;
    }

    public G require(String groupId) {
        G g = find(groupId);
        if (g == null) throw unknown(groupId);
        return g;
    }

    public CoordinatorException unknown(String groupId) {
        return new CoordinatorException(ErrorCode.GROUP_ID_NOT_FOUND, what + " " + groupId + " not found.");
    }

    public List<G> all() {
        List<G> all = new ArrayList<>();
        for (Group g : groups.all()) if (kind.isInstance(g)) all.add(kind.cast(g));
        return all;
    }

    /** Tombstones of an empty group, which gives way to one of another kind; empty where there is none. */
    public List<LogRecord> giveWay(String groupId) {
        G g = find(groupId);
        if (g == null || !g.isEmpty()) return List.of();
        groups.remove(g);
        return g.tombstones();
    }

    // ---- replay

    /** Carries a record of a group out. A tombstone of something in a group that is gone makes no group. */
    public void replay(String groupId, LogRecord r, Consumer<G> change) {
        G g = find(groupId);
        if (g == null && r.value() == null) return;
        change.accept(g == null ? fresh(groupId) : g);
    }

    /** The same for the record of the group itself, whose tombstone ends it. */
    public void replayGroup(String groupId, LogRecord r, Consumer<G> change) {
        if (r.value() != null) replay(groupId, r, change);
        else replay(groupId, r, groups::remove);
    }

    /** Compaction may have left members before their group, so any record makes it. */
    private G fresh(String groupId) {
        G fresh = create.apply(groupId);
        groups.put(fresh);
        return fresh;
    }

    /** What the record's value says, null for a tombstone. */
    @SuppressWarnings("unchecked")
    public static <V, T> T value(LogRecord r, Function<V, T> read) {
        return r.value() == null ? null : read.apply((V) r.value());
    }
}
