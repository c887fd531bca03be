/**
 * Streams applications: their topology, from the broker, from pasted text or from names of topics, laid out and drawn,
 * with what flows over it. Called by http and the pages, on virtual threads. Imports kafka, snapshot, change, audit,
 * problem; no other feature. Only this package sees Eclipse ELK.
 */
package io.odradek.console.streams;
