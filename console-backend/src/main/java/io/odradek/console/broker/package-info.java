/**
 * Brokers: list, one, configuration. Called by http and the pages, on virtual threads. Imports kafka, snapshot, change,
 * audit, problem; no
 * other feature.
 */
package io.odradek.console.broker;
