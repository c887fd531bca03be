/**
 * Who gets which partitions in a consumer-protocol group: pure functions, called by the shard on its lane. Own nothing.
 */
package io.odradek.engine.coordinator.group.assignor;
