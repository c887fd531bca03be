/**
 * Records: browse, tail, produce, decode. Called by http and the pages, on virtual threads; a tail runs on a thread of
 * its own until it is
 * closed. Imports kafka, snapshot, change, audit, problem; no other feature.
 */
package io.odradek.console.record;
