/**
 * A cluster's ZooKeeper: its tree of znodes as it changes. The only room of the console that sees ZooKeeper's classes.
 * Asked from any thread that may block. Owns one connection per cluster, while somebody looks. Imports the common rooms
 * and inside.
 */
package io.odradek.console.zookeeper;
