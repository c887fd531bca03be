/**
 * Runs Apache Kafka's client integration tests against a cluster outside of their JVM. {@link io.odradek.suite.Suite}
 * is called by {@code bin/odradek conformance} and by the test of the conformance module; the tests reach the rest
 * through Kafka's own JUnit extension. Knows the cluster only by a launcher (see conformance/launch-odradek) and by
 * its protocol; imports nothing of ours.
 */
package io.odradek.suite;
