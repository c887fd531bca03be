/**
 * Who did what to which thing with what result. Called by every service that changes something, from any thread; keeps
 * a bounded
 * memory and appends to a file when one is set. Imports change and problem.
 */
package io.odradek.console.audit;
