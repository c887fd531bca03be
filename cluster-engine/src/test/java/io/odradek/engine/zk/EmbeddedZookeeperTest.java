package io.odradek.engine.zk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedZookeeperTest {
    private static final int STARTS = 6;

    @TempDir
    private Path data;

    @Test
    void everyStartKnowsWhatWasWrittenAndOldSnapshotsGo() throws Exception {
        for (int start = 0; start < STARTS; start++) {
            try (EmbeddedZookeeper server = EmbeddedZookeeper.start(data, "127.0.0.1", 0, 2000);
                    ZooKeeper client = new ZooKeeper(server.connect(), 10_000, _ -> {})) {
                for (int before = 0; before < start; before++) {
                    assertThat(client.exists("/start-" + before, false)).as("written at start %d", before).isNotNull();
                }
                client.create("/start-" + start, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            }
        }
        // The purge of a start is not waited for; one more than it keeps may have been written beside it.
        try (EmbeddedZookeeper server = EmbeddedZookeeper.start(data, "127.0.0.1", 0, 2000)) {
            assertThat(server.clients()).isEmpty();
            while (snapshots() > 4) LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(snapshots()).isBetween(3, 4);
    }

    private int snapshots() {
        File[] found = data.resolve("version-2").toFile().listFiles((_, name) -> name.startsWith("snapshot."));
        return found == null ? 0 : found.length;
    }
}
