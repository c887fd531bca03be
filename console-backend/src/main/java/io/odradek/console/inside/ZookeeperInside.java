package io.odradek.console.inside;

import java.util.List;

/** The inside of a ZooKeeper that this process runs; its brokers may run elsewhere. Calls change nothing. */
public interface ZookeeperInside {

    /** Its host:port. */
    String address();

    /** Sessions that watch this znode. */
    List<Long> watchers(String path);

    /** Who is connected to it. */
    List<ZookeeperClient> clients();
}
