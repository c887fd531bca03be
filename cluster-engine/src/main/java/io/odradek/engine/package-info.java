/**
 * The broker as a whole: builds every room, starts and stops them in order, and runs several brokers in one JVM.
 * Callers: the console's supervisor and the launcher. Threads: the caller's for start and stop.
 * Owns: the life cycle. May import every room of the engine.
 */
package io.odradek.engine;
