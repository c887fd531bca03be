/**
 * Families of gauges as a Prometheus registry takes them, for the rooms that show a cluster's figures at /metrics.
 * No threads, no state. Imports nothing of ours.
 */
package io.odradek.console.gauge;
