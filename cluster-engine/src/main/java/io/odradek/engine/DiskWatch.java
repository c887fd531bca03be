package io.odradek.engine;

import io.odradek.engine.log.LogDirectories;
import io.odradek.engine.metadata.TopicPartition;
import io.odradek.engine.replica.Replicas;
import io.odradek.engine.zk.ZkRequest;
import io.odradek.engine.zk.ZkSession;
import io.odradek.engine.zk.ZnodeJson;
import io.odradek.engine.zk.Znodes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a data directory fails, as with Kafka 3.9: its partitions answer KAFKA_STORAGE_ERROR, a note in
 * ZooKeeper makes the controller ask this broker which ones they are, and their leadership goes elsewhere. When the
 * last directory fails the broker ends as if killed. Any thread.
 */
final class DiskWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final int brokerId;
    private final LogDirectories logs;
    private final Replicas replicas;
    private final ZkSession session;
    private final Runnable end;

    /** @param end called on a thread of its own when no directory is left */
    DiskWatch(int brokerId, LogDirectories logs, Replicas replicas, ZkSession session, Runnable end) {
        this.brokerId = brokerId;
        this.logs = logs;
        this.replicas = replicas;
        this.session = session;
        this.end = end;
    }

    void start() {
        logs.onOffline(this::failed);
    }

    private void failed(List<String> partitions) {
        if (!logs.anyOnline()) {
            LOG.error("broker {} ends because all its log dirs have failed", brokerId);
            Thread.ofPlatform().daemon().name("b" + brokerId + "-end").start(end);
            return;
        }
        LOG.error("broker {} goes on without {}", brokerId, partitions);
        replicas.failDisk(partitions.stream().map(DiskWatch::partition).toList());
        session.submit(new ZkRequest.Create(Znodes.logDirEvent(), ZnodeJson.encodeLogDirEvent(brokerId),
            ZkRequest.Mode.PERSISTENT_SEQUENTIAL), made -> {
                if (!made.ok()) LOG.error("broker {} could not tell of its failed disk: {}", brokerId, made);
            });
    }

    private static TopicPartition partition(String directory) {
        int dash = directory.lastIndexOf('-');
        return new TopicPartition(directory.substring(0, dash), Integer.parseInt(directory.substring(dash + 1)));
    }
}
