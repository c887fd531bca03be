package io.odradek.console.zookeeper;

import java.util.List;

/**
 * One znode, freshly read.
 *
 * @param owner     session that it lives as long as; empty when it stays for good
 * @param ownerName whose session that is, such as "broker 2"; empty when it is not known
 * @param acls      such as world:anyone:cdrwa
 * @param watchers  sessions that watch it; null where ZooKeeper does not tell
 */
public record Znode(String path, Data data, Stat stat, String owner, String ownerName, List<String> acls,
        List<Watcher> watchers, long takenMs) {

    /**
     * What it holds.
     *
     * @param form JSON, TEXT, BINARY, EMPTY or HIDDEN (credentials)
     * @param text JSON is laid out anew; of BINARY a dump in hex; at most 64 KiB
     * @param cut  whether that is not all
     */
    public record Data(int bytes, String form, String text, boolean cut) {
    }

    /** ZooKeeper's figures; transactions as hex. */
    public record Stat(String czxid, String mzxid, String pzxid, long createdMs, long changedMs, int version,
            int childrenVersion, int aclVersion, int children) {
    }

    /** A session that watches, and whose it is; the name is empty when it is not known. */
    public record Watcher(String session, String name) {
    }
}
