package io.odradek.engine.coordinator.group;

/**
 * Name of a deadline of a group.
 *
 * @param of member id, or empty for what concerns the whole group
 */
public record GroupTimer(Kind kind, String groupId, String of) {
    /** What is waited for. */
    public enum Kind { JOIN, SYNC, SESSION, REBALANCE, DOWNGRADE, REFRESH, OFFSETS }

    public static GroupTimer join(String groupId) {
        return new GroupTimer(Kind.JOIN, groupId, "");
    }

    public static GroupTimer sync(String groupId) {
        return new GroupTimer(Kind.SYNC, groupId, "");
    }

    public static GroupTimer session(String groupId, String memberId) {
        return new GroupTimer(Kind.SESSION, groupId, memberId);
    }

    public static GroupTimer rebalance(String groupId, String memberId) {
        return new GroupTimer(Kind.REBALANCE, groupId, memberId);
    }
}
