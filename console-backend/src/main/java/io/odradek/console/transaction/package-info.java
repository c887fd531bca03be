/**
 * Transactions: which go on, how long, what they hold back, and the end of those that hang. Asked from any thread that
 * may block. Owns the last look at each cluster. Imports the common rooms.
 */
package io.odradek.console.transaction;
