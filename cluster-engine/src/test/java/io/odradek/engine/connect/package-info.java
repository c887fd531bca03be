/** Kafka Connect against our brokers: its own workers in processes of their own. */
package io.odradek.engine.connect;
