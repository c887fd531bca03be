/**
 * Who did what to which thing with what result. Called by every service that changes something, from any thread; keeps
 * a bounded memory, appends to a file when one is set, and writes to a topic where there is one. Imports change,
 * problem and kafka.
 */
package io.odradek.console.audit;
