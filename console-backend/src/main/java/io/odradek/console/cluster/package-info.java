/**
 * The clusters this console is attached to: listed, tried, added, edited and removed, and kept in a file. Called by
 * http and the pages, on virtual threads. Imports kafka, snapshot, change, audit, problem; no other feature.
 */
package io.odradek.console.cluster;
