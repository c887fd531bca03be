/**
 * The seams to the world: time, threads, randomness, disk and network. Everything may import it; it imports nothing
 * of ours.
 * Called on any thread. The real twin of each seam is made by the root package; the simulation has its own ({@code
 * Sim…}, in tests).
 */
package io.odradek.engine.env;
