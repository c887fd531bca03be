package io.odradek.bench;

import io.odradek.engine.EmbeddedCluster;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One broker and its ZooKeeper in this process, until the process is told to end. With {@code --train} it ends after
 * a few records of a stock producer, which is what fills the start-up cache.
 */
public final class OneBroker {
    private static final int TRAINING_RECORDS = 3;

    private OneBroker() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, String> config =
                Map.of("offsets.topic.replication.factor", "1", "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1", "group.initial.rebalance.delay.ms", "0");
        EmbeddedCluster cluster = EmbeddedCluster.start(new EmbeddedCluster.Options(1,
                Path.of(arguments[0], "data"), "127.0.0.1",
                Integer.parseInt(arguments[1]), config));
        if (arguments.length > 2 && arguments[2].equals("--train")) {
            try (FirstRecord client = new FirstRecord(Setting.read())) {
                for (int i = 0; i < TRAINING_RECORDS; i++) client.sendTo(cluster.bootstrapServers());
            }
            cluster.close();
            return;
        }
        CountDownLatch over = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            cluster.close();
            over.countDown();
        }));
        over.await();
    }
}
