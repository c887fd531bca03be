package io.odradek.engine.sim;

import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.wire.ApiKey;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsRequest;
import io.odradek.engine.wire.message.AlterPartitionReassignmentsResponse;
import java.util.ArrayList;
import java.util.List;

/** Moves replicas about: to other brokers, to fewer or more of them, in another order, and back in the middle of it. */
final class Mover extends Client {
    private static final int PACE_MS = 4_000;
    private static final int MOST = 3;
    private static final int FEWEST = 2;

    private final List<TopicPartition> partitions;
    private int moves;

    Mover(Scene scene, List<TopicPartition> partitions) {
        super(scene, "v");
        this.partitions = partitions;
    }

    void start() {
        refresh();
        later(1_000, this::move);
    }

    /** Those that a controller accepted. */
    int moves() {
        return moves;
    }

    private void move() {
        if (!scene.producing()) return;
        refresh();
        if (controller() < 0) {
            later(200, this::move);
            return;
        }
        TopicPartition p = partitions.get(world.random().nextInt(partitions.size()));
        List<Integer> target = world.oneIn(5) ? null : some();
        call(controller(), ApiKey.ALTER_PARTITION_REASSIGNMENTS, 0, new AlterPartitionReassignmentsRequest().topics(
                List.of(new AlterPartitionReassignmentsRequest.ReassignableTopic().name(p.topic()).partitions(List.of(
                        new AlterPartitionReassignmentsRequest.ReassignablePartition().partitionIndex(p.partition())
                                .replicas(target))))), new AlterPartitionReassignmentsResponse(), answer -> {
                                    if (well(answer)) moves++;
                                    later(1 + world.random().nextInt(2 * PACE_MS), this::move);
                                });
    }

    private static boolean well(AlterPartitionReassignmentsResponse answer) {
        return answer != null && answer.errorCode() == 0
                && answer.responses().getFirst().partitions().getFirst().errorCode() == 0;
    }

    private List<Integer> some() {
        List<Integer> left = new ArrayList<>();
        for (int b = 1; b <= scene.brokers(); b++) left.add(b);
        List<Integer> chosen = new ArrayList<>();
        int count = world.oneIn(3) ? FEWEST : MOST;
        while (chosen.size() < count) chosen.add(left.remove(world.random().nextInt(left.size())));
        return chosen;
    }
}
