package io.odradek.console.zookeeper;

/**
 * A znode in the list of its parent's.
 *
 * @param owner session that it lives as long as, such as 0x10000ab; empty when it stays for good
 */
public record ZnodeRow(String path, String name, int children, int bytes, int version, long changedMs, String owner) {
}
