/**
 * Topics: list, one, create, delete, configure, add partitions. Called by http and the pages, on virtual threads.
 * Imports kafka, snapshot,
 * change, audit, problem; no other feature.
 */
package io.odradek.console.topic;
