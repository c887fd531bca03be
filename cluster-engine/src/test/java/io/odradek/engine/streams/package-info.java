/** Kafka Streams against our brokers: programs of the stock library in processes of their own, killed in between. */
package io.odradek.engine.streams;
