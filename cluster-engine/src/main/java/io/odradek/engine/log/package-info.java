/**
 * One partition's bytes on disk, in Kafka's files: segments, indexes, checkpoints, producer state.
 * Called by replicas and coordinators. A log is changed by its partition's lane alone; what other threads may call
 * says so.
 * Owns every file under log.dirs. May import {@code record}, {@code wire}, {@code config}, {@code metric}.
 */
package io.odradek.engine.log;
