/**
 * The classic group protocol: members join, one of them assigns, all sync (KIP-62, 134, 345, 394, 429, 559, 814).
 * Called by the shard on its lane. Owns groups of type "classic" and their time-outs; in memory until the leader's sync
 * writes the group down, as in Kafka.
 */
package io.odradek.engine.coordinator.group.classic;
