/**
 * The whole cluster in one thread under one seed: real brokers (log, replica, controller, coordinator, api) over a
 * simulated clock, disk, network and ZooKeeper, simulated clients, faults, and a checker that looks after every step.
 * Started by {@code bin/odradek simulate} ({@link io.odradek.engine.sim.Simulate}) and by {@code ClusterSimulation}.
 * Everything here runs on the caller's thread; nothing may ask the machine for time, threads or randomness.
 */
package io.odradek.engine.sim;
