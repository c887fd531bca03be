/**
 * The consumer group protocol (KIP-848): the coordinator assigns, members reconcile by heartbeats, epochs fence. Called
 * by the shard on its lane. Owns groups of type "consumer"; only replayed records change them.
 */
package io.odradek.engine.coordinator.group.consumer;
