/**
 * Record batches of format 2: views, records inside, compression, the builder.
 * Called by the log, the coordinators and the replicas, on the thread that owns the bytes; nothing here is shared.
 * Owns no state and does no I/O. May import {@code wire}.
 */
package io.odradek.engine.record;
