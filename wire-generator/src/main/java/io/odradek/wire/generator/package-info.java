/**
 * Build time only: Kafka's message schemas in, Java codecs for the engine out.
 *
 * <p>{@link io.odradek.wire.generator.Main} is run by the engine's build, in one thread of its own process. It reads
 * the schema resources of Apache Kafka's jars and owns the directory it writes to. It may import nothing of the engine.
 */
package io.odradek.wire.generator;
