/**
 * The embedded cluster: its brokers started, stopped and killed, and the timeline of what followed. Called by http and
 * the pages, on
 * virtual threads. Imports kafka, snapshot, change, audit, problem; no other feature.
 */
package io.odradek.console.supervisor;
