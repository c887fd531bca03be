/**
 * Stands before Kafka's package of this name on the class path: the one class that Kafka's JUnit extension makes a
 * cluster with. Imports {@code io.odradek.suite} and Kafka's own test library.
 */
package org.apache.kafka.common.test.junit;
