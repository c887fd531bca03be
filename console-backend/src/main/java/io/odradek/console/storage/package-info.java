/**
 * What partitions are on brokers' disks: sizes everywhere, and of embedded clusters segments, their batches, and what
 * clean-up would leave. Asked from any thread that may block; changes nothing. Imports the common rooms and inside.
 */
package io.odradek.console.storage;
