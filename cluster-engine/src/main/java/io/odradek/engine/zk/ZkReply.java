package io.odradek.engine.zk;

import java.util.List;

/**
 * What came of a request. Data, stat and children are null where the request does not ask for them or failed.
 *
 * @param path    the path asked for; of a sequential create the one made
 * @param parts   of a multi: one reply per part, in order; else empty
 * @param retried true when the connection was lost and the request sent again, so that BAD_VERSION, NODE_EXISTS or
 *                NO_NODE may
 *                be the echo of our own first try: the caller must read back before it believes them
 */
public record ZkReply(Code code, String path, byte[] data, Stat stat, List<String> children, List<ZkReply> parts,
        boolean retried) {
    /** Outcomes the engine tells apart. */
    public enum Code {
        OK, NO_NODE, NODE_EXISTS, BAD_VERSION, NOT_EMPTY,
        /** The session ended; nothing is known of the request. The session is being made anew. */
        SESSION_EXPIRED,
        NO_AUTH,
        /** This part of a multi was not carried out because another failed. */
        ROLLED_BACK, OTHER
    }

    /** The parts of a znode's stat the engine uses. */
    public record Stat(long czxid, long mzxid, int version, long ephemeralOwner, long ctimeMs) {
        public Stat(long czxid, long mzxid, int version, long ephemeralOwner) {
            this(czxid, mzxid, version, ephemeralOwner, 0);
        }
    }

    public boolean ok() {
        return code == Code.OK;
    }

    public int version() {
        return stat == null ? -1 : stat.version();
    }

    public static ZkReply of(Code code, String path) {
        return new ZkReply(code, path, null, null, null, List.of(), false);
    }
}
