/**
 * The one failure the console knows: what happened, to what, and what to do. Thrown by every service on any thread,
 * turned into problem+json by http and into an error panel by the pages. Also the sentences that problems, findings,
 * plans and events are made of, which the pages say in their reader's language. Imports nothing of ours.
 */
package io.odradek.console.problem;
