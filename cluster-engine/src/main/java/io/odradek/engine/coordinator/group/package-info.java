/**
 * Groups that share the partitions of topics, and the offsets they commit. {@code GroupCoordinator} is the way in, on
 * any thread; everything else runs on the lane of the group's shard. Owns the groups of the partitions of
 * {@code __consumer_offsets} that this broker leads. Imports the shard runtime, never another room of it.
 */
package io.odradek.engine.coordinator.group;
