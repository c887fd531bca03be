/**
 * What only a cluster in this process tells: its replicas and logs from within, and its ZooKeeper. Implemented beside
 * Main over the engine, and by tests; asked by the features on threads that may block. Imports kafka's places and
 * problem.
 */
package io.odradek.console.inside;
