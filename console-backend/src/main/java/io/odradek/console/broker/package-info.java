/**
 * Brokers: list, one, configuration, log directories, load, clients. Called by http and the pages, on virtual threads.
 * Imports kafka, snapshot, change, audit, inside, problem; no other feature.
 */
package io.odradek.console.broker;
