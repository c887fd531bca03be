/**
 * Sampled time series of fifteen minutes, and the text of /metrics. Fed by the snapshot's sweeps; read by http
 * and the pages.
 * Imports kafka, snapshot, gauge, problem; no feature.
 */
package io.odradek.console.metric;
