package io.odradek.console.inside;

/**
 * A connection to an embedded ZooKeeper.
 *
 * @param session 0 where none stands yet
 */
public record ZookeeperClient(long session, String address, long sinceMs) {
}
