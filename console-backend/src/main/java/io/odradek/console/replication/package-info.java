/**
 * How replicas follow their leaders: log ends and lags, in-sync replicas over time, leader epochs. Asked from any
 * thread that may block; one virtual thread looks at embedded clusters ten times a second. Owns the history of
 * in-sync replicas, in memory. Imports the common rooms and inside.
 */
package io.odradek.console.replication;
