/**
 * What groups have in common of which the coordinator decides who gets what (KIP-848, KIP-1071): epochs, members on
 * their way to their targets, assignments, sessions. Called by the rooms of consumer and streams groups on the shard's
 * lane. Owns nothing itself; knows neither of those rooms.
 */
package io.odradek.engine.coordinator.group.epoch;
