/**
 * "Is it all right?": one answer made of the snapshot. Called by http and the pages, on virtual threads. Imports kafka,
 * snapshot, problem;
 * no other feature.
 */
package io.odradek.console.overview;
