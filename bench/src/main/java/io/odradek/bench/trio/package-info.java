/**
 * Three brokers as processes, ours or Apache Kafka's, and what a cluster of many partitions costs: how long they take
 * to be created, to get other leaders when a broker is killed, and to be in sync again when it is back. Called by the
 * bench, on its main thread. May import node and Kafka's admin client.
 */
package io.odradek.bench.trio;
