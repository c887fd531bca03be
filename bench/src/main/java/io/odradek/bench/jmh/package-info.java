/** JMH benchmarks of the engine's hot paths: append, read (with its index lookup), CRC, decode of Produce and Fetch. */
package io.odradek.bench.jmh;
