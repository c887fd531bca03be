/**
 * Kafka's protocol as bytes and objects: frames, primitives, and (generated into {@code wire.message}, {@link
 * io.odradek.engine.wire.ApiKey} and {@link io.odradek.engine.wire.ErrorCode}) every message and error.
 *
 * <p>Called by everyone, on any thread; a message belongs to one thread at a time. Owns nothing; each class says who
 * releases its buffers. May import only {@code env}. No I/O, no state.
 */
package io.odradek.engine.wire;
