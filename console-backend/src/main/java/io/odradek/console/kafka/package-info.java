/**
 * The only door to a cluster: admin client, readers and writers, for any number of clusters. Every call blocks for a
 * bounded time and
 * belongs on a virtual thread; every failure leaves as a Problem. Owns the clients. Only this package sees Kafka's
 * client library.
 */
package io.odradek.console.kafka;
