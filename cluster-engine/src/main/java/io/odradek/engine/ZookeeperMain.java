package io.odradek.engine;

import io.odradek.engine.zk.EmbeddedZookeeper;
import io.odradek.engine.zk.ZookeeperServer;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code bin/odradek zookeeper FILE}: one ZooKeeper server as a process, by a zoo.cfg. */
public final class ZookeeperMain {
    private static final String USAGE = """
        usage: bin/odradek zookeeper FILE

          FILE   a zoo.cfg, or Kafka's zookeeper.properties; config/zookeeper.properties is one to start from.
                 For an ensemble: the same server.N lines in every file, and N in DATADIR/myid
        """;

    private ZookeeperMain() {}

    /** Runs until a signal comes; ends with 1 where it cannot start. */
    public static void main(String[] words) {
        if (words.length == 1 && (words[0].equals("--help") || words[0].equals("-h"))) {
            System.out.print(USAGE);
            return;
        }
        try {
            if (words.length != 1) throw new StartFailure("zookeeper wants one file, its zoo.cfg");
            run(Path.of(words[0]));
        } catch (StartFailure | EmbeddedZookeeper.StartFailure e) {
            ProcessEnd.refuse(e.getMessage());
        }
    }

    private static void run(Path file) throws StartFailure, EmbeddedZookeeper.StartFailure {
        if (!Files.isReadable(file)) throw new StartFailure("there is no file " + file + " that can be read");
        ZookeeperServer server = ZookeeperServer.read(file);
        try (DataLock _ = DataLock.take(server.dataDir(), "ZooKeeper; stop that one or set another dataDir")) {
            ProcessEnd.onSignal(server::close);
            server.run();
        }
    }
}
