package io.odradek.engine.controller;

import io.odradek.engine.zk.ZnodeJson;

import java.util.List;

/**
 * What stands in a partition's state znode.
 *
 * @param leader          broker id or -1
 * @param recovering      chosen outside the ISR, not confirmed by the leader yet
 * @param controllerEpoch of the controller that wrote it
 * @param version         the znode's version: the partition epoch
 */
record Leadership(int leader, int leaderEpoch, List<Integer> isr, boolean recovering, int controllerEpoch,
        int version) {
    static final int NONE = -1;

    Leadership {
        isr = List.copyOf(isr);
    }

    /** A new leader, or the old one with another ISR: either way a new epoch. */
    Leadership next(int newLeader, List<Integer> newIsr, boolean unclean) {
        return new Leadership(newLeader, leaderEpoch + 1, newIsr, unclean, controllerEpoch, version);
    }

    Leadership next(int newLeader, List<Integer> newIsr) {
        return next(newLeader, newIsr, recovering);
    }

    /** As it stands in ZooKeeper after it was written by this controller. */
    Leadership written(int byControllerEpoch, int newVersion) {
        return new Leadership(leader, leaderEpoch, isr, recovering, byControllerEpoch, newVersion);
    }

    byte[] encode(int byControllerEpoch) {
        return ZnodeJson.encode(new ZnodeJson.State(byControllerEpoch, leader, leaderEpoch, isr, recovering));
    }

    static Leadership of(ZnodeJson.State s, int version) {
        return new Leadership(s.leader(), s.leaderEpoch(), s.isr(), s.recovering(), s.controllerEpoch(), version);
    }
}
