/**
 * Where Apache Kafka's own client integration tests find a cluster of ours: a process that holds a ZooKeeper and the
 * brokers of one test cluster, told over a socket to start, stop and kill them. Called by {@code launch-odradek} only;
 * imports the engine's front ({@code io.odradek.engine}) and nothing else of ours but its configuration and embedded
 * ZooKeeper.
 */
package io.odradek.conformance;
