/**
 * Streams groups (KIP-1071): the coordinator turns a program's topology into tasks, makes its internal topics, and
 * assigns the tasks; members reconcile by heartbeats. Called by the shard on its lane. Owns groups of type "streams";
 * only replayed records change them, apart from what members tell again: task offsets and topology descriptions.
 */
package io.odradek.engine.coordinator.group.streams;
