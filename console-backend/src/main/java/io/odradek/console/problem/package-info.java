/**
 * The one failure the console knows: what happened, to what, and what to do. Thrown by every service on any thread,
 * turned into
 * problem+json by http and into an error panel by the pages. Imports nothing of ours.
 */
package io.odradek.console.problem;
