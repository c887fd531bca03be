/**
 * Every meter of a broker, enumerated once, the cheap handles that the rooms count with, and the text that Prometheus
 * reads. Callers: all rooms; the console and a broker's own metrics page ask for the text. Threads: any.
 * Owns the numbers. Imports nothing of ours but the clock.
 */
package io.odradek.engine.metric;
