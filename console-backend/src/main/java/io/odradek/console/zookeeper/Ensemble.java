package io.odradek.console.zookeeper;

import java.util.List;

/**
 * A cluster's ZooKeeper.
 *
 * @param address  host:port,… with a path where the cluster has one; empty when none is known
 * @param inside   whether this process runs it
 * @param writable whether znodes may be changed from here
 * @param clients  who is connected; null where ZooKeeper does not tell
 */
public record Ensemble(String address, boolean inside, boolean writable, List<Client> clients) {

    /** A connection; the name is whose it is, empty when it is not known. */
    public record Client(String session, String name, String address, long sinceMs) {
    }
}
