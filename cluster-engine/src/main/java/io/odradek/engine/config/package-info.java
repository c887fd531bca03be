/**
 * Declared configuration keys (Kafka's names) and the immutable configs made of them.
 * Called by every room, on any thread: all values are immutable, a change makes a new object.
 * Owns no state. Imports nothing of ours.
 */
package io.odradek.engine.config;
