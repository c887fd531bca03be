/**
 * The immutable picture of each cluster that lists, sorts and totals are served from, kept by one batched sweep on a
 * virtual thread.
 * Read by every feature from any thread. Imports kafka and problem; no feature.
 */
package io.odradek.console.snapshot;
