/**
 * A partition's role on this broker: appends and their acknowledgement, the high watermark, in-sync replicas, leader
 * epochs,
 * reads that wait, and following a leader. Called by {@code api}, by coordinators and by the controller's requests.
 * Each partition belongs to one owner lane, which alone touches it; what comes from elsewhere is handed over to that
 * lane.
 * Owns the partitions and their waiters. Imports log, record, metadata, wire, env, config and metric; never net, zk or
 * api.
 */
package io.odradek.engine.replica;
