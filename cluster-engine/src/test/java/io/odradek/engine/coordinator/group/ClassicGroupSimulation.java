package io.odradek.engine.coordinator.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.odradek.engine.wire.ErrorCode;
import io.odradek.engine.wire.message.JoinGroupResponse;
import io.odradek.engine.wire.message.SyncGroupResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Members of a classic group join, leave, die and come back while the coordinator moves. Everyone who is stable in a
 * generation has what that generation's leader gave it, and in the end all who live are in one generation.
 */
class ClassicGroupSimulation {
    private static final int STEPS = 400;

    /** A member as a client plays it. */
    private static final class Member {
        final String instanceId;
        String id = "";
        int generation = -1;
        String got = "";
        CompletableFuture<JoinGroupResponse> joining;
        CompletableFuture<SyncGroupResponse> syncing;

        Member(String instanceId) {
            this.instanceId = instanceId;
        }

        void step(GroupBench b, Map<Integer, Map<String, String>> given) {
            b.world.settle();
            if (joining != null) {
                if (joining.isDone()) joined(b, given);
            } else if (syncing != null) {
                if (syncing.isDone()) synced();
            } else if (generation < 0) {
                joining = Classic.join(b, id, instanceId);
            } else {
                ErrorCode e = Classic.heartbeat(b, id, instanceId, generation);
                if (e == ErrorCode.REBALANCE_IN_PROGRESS) generation = -1;
                else if (e != ErrorCode.NONE) lost();
            }
        }

        private void joined(GroupBench b, Map<Integer, Map<String, String>> given) {
            JoinGroupResponse r = joining.join();
            joining = null;
            ErrorCode e = ErrorCode.of(r.errorCode());
            if (e == ErrorCode.MEMBER_ID_REQUIRED) id = r.memberId();
            else if (e == ErrorCode.UNKNOWN_MEMBER_ID || e == ErrorCode.FENCED_INSTANCE_ID) lost();
            if (e != ErrorCode.NONE) return;
            id = r.memberId();
            generation = r.generationId();
            Map<String, byte[]> mine = new HashMap<>();
            if (r.leader().equals(id) && !r.skipAssignment()) {
                Map<String, String> named = new HashMap<>();
                r.members().forEach(m -> named.put(m.memberId(), generation + ":" + m.memberId()));
                named.forEach((k, v) -> mine.put(k, v.getBytes()));
                given.put(generation, named);
            }
            syncing = Classic.sync(b, r, mine);
        }

        private void synced() {
            SyncGroupResponse r = syncing.join();
            syncing = null;
            ErrorCode e = ErrorCode.of(r.errorCode());
            if (e == ErrorCode.NONE) got = new String(ByteBufUtil.getBytes(r.assignment()));
            else if (e == ErrorCode.UNKNOWN_MEMBER_ID || e == ErrorCode.FENCED_INSTANCE_ID) lost();
            else generation = -1;
        }

        private void lost() {
            id = "";
            generation = -1;
            got = "";
        }

        boolean stable() {
            return joining == null && syncing == null && generation > 0;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void everyGenerationIsWhole(long seed) {
        GroupBench b = new GroupBench(seed, Map.of("group.initial.rebalance.delay.ms", "500"));
        Random random = b.world.random();
        List<Member> alive = new ArrayList<>();
        Map<Integer, Map<String, String>> given = new HashMap<>();
        for (int i = 0; i < STEPS; i++) {
            int dice = random.nextInt(100);
            if (alive.isEmpty() || dice < 5 && alive.size() < 6) {
                alive.add(new Member(random.nextInt(3) == 0 ? "i" + i : null));
            } else if (dice < 8) alive.remove(random.nextInt(alive.size()));
            else if (dice < 10) leave(b, alive.remove(random.nextInt(alive.size())));
            else if (dice < 11) b.failover();
            else if (dice < 30) b.world.pass(random.nextInt(3_000));
            else alive.get(random.nextInt(alive.size())).step(b, given);
        }
        if (alive.isEmpty()) alive.add(new Member(null));
        for (int i = 0; i < 600; i++) {
            b.world.pass(500);
            for (Member m : alive) m.step(b, given);
        }
        assertThat(alive).as("seed %d", seed).allMatch(Member::stable);
        assertThat(alive.stream().map(m -> m.generation).distinct()).as("seed %d", seed).hasSize(1);
        for (Member m : alive) {
            if (m.instanceId == null) assertThat(m.got).as("seed %d", seed).endsWith(":" + m.id);
            else assertThat(m.got).as("seed %d", seed).isNotEmpty();
        }
    }

    private static void leave(GroupBench b, Member m) {
        if (m.id.isEmpty() || m.instanceId != null) return;
        Classic.leave(b, m.id);
    }
}
