package io.odradek.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** A process that runs an isolated cluster of two, the second of which stands still, and says their processes' ids. */
final class IsolatedParent {
    /** Begins the line that tells the ids, among those that are logged. */
    static final String SAYS = "processes ";

    /** Whoever lives for seconds does without the second compiler. */
    static final String QUICK = "-XX:TieredStopAtLevel=1";

    private IsolatedParent() {}

    /** @param words the directory of its data */
    public static void main(String[] words) throws Exception {
        EmbeddedCluster cluster = EmbeddedCluster.startIsolated(
            new EmbeddedCluster.Options(2, Path.of(words[0]), "127.0.0.1", 0, Map.of()), Isolation.likeThis("", QUICK));
        cluster.breakage().pause(2, true);
        System.out.println(SAYS + cluster.members().stream().map(BrokerProcess.class::cast)
            .map(broker -> Long.toString(broker.pid())).collect(Collectors.joining(" ")));
        new CountDownLatch(1).await();
    }
}
