package io.odradek.console.zookeeper;

/**
 * Something happened to a znode.
 *
 * @param what created, deleted or changed; of the connection itself connected, lost or expired, with an empty path
 */
public record ZnodeChange(long sequence, long timeMs, String what, String path) {
}
