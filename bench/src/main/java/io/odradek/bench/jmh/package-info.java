/**
 * JMH benchmarks of the engine's hot paths: append, read (with its index lookup), CRC, decode of Produce and Fetch; an
 * index lookup and a flushed append by themselves, in the ways that were weighed.
 */
package io.odradek.bench.jmh;
