/**
 * The race: this engine and Apache Kafka under the same clients, alternating on one machine, reported as ratios.
 * Both brokers are processes of their own, and so are the clients; figures of CPU and memory are the system's own
 * accounting.
 */
package io.odradek.bench;
