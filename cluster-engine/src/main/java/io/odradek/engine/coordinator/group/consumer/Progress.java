package io.odradek.engine.coordinator.group.consumer;

import io.odradek.engine.coordinator.group.assignor.Partitions;

/**
 * How far a member has come.
 *
 * @param epoch         that it must name; 0 before its first assignment, -2 while a static member is away
 * @param previousEpoch that it may still name where an answer was lost
 * @param assigned      what it may consume
 * @param revoking      what it was told to give back and has not
 */
public record Progress(int epoch, int previousEpoch, MemberState state, Partitions assigned, Partitions revoking) {
    static final int AWAY = -2;
    static final Progress NEW = new Progress(0, 0, MemberState.STABLE, Partitions.NONE, Partitions.NONE);

    Progress to(int next, MemberState nextState, Partitions nextAssigned, Partitions nextRevoking) {
        return new Progress(next, epoch, nextState, nextAssigned, nextRevoking);
    }

    Progress away() {
        return new Progress(AWAY, AWAY, MemberState.STABLE, assigned, Partitions.NONE);
    }

    Progress back() {
        return new Progress(0, 0, MemberState.STABLE, assigned, Partitions.NONE);
    }
}
