/**
 * The elected broker's decisions, as Kafka 3.9's controller in ZooKeeper mode takes them. Deciders are pure: from
 * the context and an
 * event they make a {@link io.odradek.engine.controller.Step} (what to write) and fill a
 * {@link io.odradek.engine.controller.RequestBatch} (what to tell the brokers); {@link
 * io.odradek.engine.controller.Controller} alone
 * does I/O, one event after the other, on the controller lane. Called by {@code api}. May not import {@code replica}
 * or {@code log}.
 */
package io.odradek.engine.controller;
