/**
 * {@code bin/odradek torture}: real brokers under load while processes are killed and frozen and the network is cut;
 * what was acknowledged must be there, once and in order. Callers: the command and its test. Threads: one for the load,
 * one per reader, the caller's for the faults. Owns: the processes of one run. Imports bench.node and Kafka's client.
 */
package io.odradek.bench.torture;
