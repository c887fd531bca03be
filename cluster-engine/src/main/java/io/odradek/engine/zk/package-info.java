/**
 * ZooKeeper: every path and format Kafka 3.9 uses there, the session, the embedded server, and what a broker does
 * there itself:
 * registers and follows configuration changes. The controller and the broker's start-up call in; answers and events
 * come on the
 * lane the session was opened with. Owns the session; the only room that sees ZooKeeper's classes.
 * Imports {@code metadata}, {@code env}, {@code config}, {@code metric} and {@code wire}'s Uuid, never {@code
 * controller} or {@code net}.
 */
package io.odradek.engine.zk;
