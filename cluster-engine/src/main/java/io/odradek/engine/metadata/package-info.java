/**
 * What this broker knows of the cluster: brokers, topics, partitions, configuration, as one immutable picture.
 * Read by every room on any thread through {@link io.odradek.engine.metadata.Metadata#current()}; changed by the
 * controller's
 * UpdateMetadata requests and by configuration changes seen in ZooKeeper, one change at a time.
 * Owns the picture; imports only {@code wire} and {@code env}.
 */
package io.odradek.engine.metadata;
