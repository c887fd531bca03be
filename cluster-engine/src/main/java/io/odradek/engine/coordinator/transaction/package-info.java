/**
 * Transactions: which producer may write under a transactional id, which partitions it wrote to, and how its
 * transaction ends everywhere. {@code TransactionCoordinator} is the way in, on any thread; everything else runs on the
 * lane of the id's shard. Owns the ids of the partitions of {@code __transaction_state} that this broker leads. Imports
 * the shard runtime, never another room of it.
 */
package io.odradek.engine.coordinator.transaction;
