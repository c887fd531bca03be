/**
 * Every meter of a broker, enumerated once, the cheap handles that the rooms count with, and Micrometer's Prometheus
 * registry that shows them. Callers: all rooms; the console and a broker's own metrics page ask for the text. Threads:
 * any. Owns the numbers. Imports nothing of ours but the clock; nobody else imports Micrometer.
 */
package io.odradek.engine.metric;
