/**
 * What the console costs and how quick it is, measured: searches next to the log against a stock consumer; lists, heap,
 * viewers and the live tail on clusters that are large or busy. Called by {@code bin/odradek bench --only}; the
 * console's jars stand on its class path, which those of the race do not have.
 */
package io.odradek.bench.console;
