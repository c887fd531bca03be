/**
 * Brokers and ZooKeepers as processes of their own, started by the very scripts that a user starts: to be killed,
 * frozen, cut off and raced. Callers: the torture, the failover race and the tests of the launcher; on any thread.
 * Owns: the processes, their directories and network namespaces. Imports nothing of the engine.
 */
package io.odradek.bench.node;
