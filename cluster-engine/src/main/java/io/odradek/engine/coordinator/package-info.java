/**
 * The shard runtime under groups and transactions. A shard is the state of one partition of an internal topic: an event
 * makes (records, answer), the records are appended and then replayed into the shard, and the answer leaves when they
 * are committed. Called by {@code api} on any thread; everything in a shard runs on the owner lane of its partition.
 * Owns the shards, their timers and who waits. The rooms below it never import each other; nothing here imports api,
 * net, log or zk: the log is behind {@link io.odradek.engine.coordinator.PartitionWriter}.
 */
package io.odradek.engine.coordinator;
