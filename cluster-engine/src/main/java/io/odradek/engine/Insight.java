package io.odradek.engine;

import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.log.LogLook;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.net.ClientLook;
import io.odradek.engine.replica.Partition;
import io.odradek.engine.replica.ReplicaLook;
import io.odradek.engine.replica.Replicas;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What a running broker tells of its replicas and logs to whoever runs it in the same process. Any thread may ask; what
 * is asked waits its turn on the partitions' lanes and disturbs nothing there.
 */
public final class Insight {
    private final Replicas replicas;
    private final LogDirectories logs;
    private final Front front;
    private final IdleWatch idle;

    Insight(Replicas replicas, LogDirectories logs, Front front, IdleWatch idle) {
        this.replicas = replicas;
        this.logs = logs;
        this.front = front;
        this.idle = idle;
    }

    /** What its network threads do not compute, from 0 to 1; of the time since somebody asked last. */
    public double idle() {
        return idle.idle();
    }

    /** Who is connected to it now, other brokers too; in no order. */
    public List<ClientLook> clients() {
        return front.clients();
    }

    /**
     * This broker's replicas of the partitions from {@code first} to before {@code end}, in their order. Those whose
     * lane takes no more work are left out.
     */
    public CompletableFuture<List<ReplicaLook>> replicas(String topic, int first, int end) {
        List<CompletableFuture<ReplicaLook>> asked = new ArrayList<>();
        for (int number = first; number < end; number++) {
            Partition partition = replicas.find(new TopicPartition(topic, number));
            if (partition == null) continue;
            CompletableFuture<ReplicaLook> one = new CompletableFuture<>();
            boolean taken = partition.lane().offer(() -> {
                try {
                    one.complete(partition.look());
                } catch (RuntimeException e) {
                    one.completeExceptionally(e);
                }
            });
            if (taken) asked.add(one);
        }
        return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
            .thenApply(_ -> asked.stream().map(CompletableFuture::join).toList());
    }

    /** A look into the log of the partition; null where there is none here. */
    public LogLook log(String topic, int partition) {
        return logs.look(topic, partition);
    }
}
