/**
 * Every meter of a broker, enumerated once, and the cheap handles that the rooms count with.
 * Callers: all rooms; the console binds a broker's meters to a Micrometer registry. Threads: any.
 * Owns the numbers. Imports nothing of ours.
 */
package io.odradek.engine.metric;
