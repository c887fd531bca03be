/**
 * What the broker answers: one handler per API key, found through the {@link io.odradek.engine.api.HandlerTable}.
 * Callers: net. Threads: a handler starts on the connection's lane and may answer from any thread.
 * Owns no state. May import replica, coordinator, controller, metadata, admission, log (results), record, wire, config,
 * metric, env.
 */
package io.odradek.engine.api;
