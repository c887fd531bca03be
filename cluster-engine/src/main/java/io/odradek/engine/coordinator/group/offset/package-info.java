/**
 * Committed offsets of all groups of a shard, with those of transactions that are not decided yet, and their expiry.
 * Called by the shard on its lane. Only replayed records change them.
 */
package io.odradek.engine.coordinator.group.offset;
