/**
 * A small, steady, realistic workload by the stock Java client: what somebody sees who starts with --demo. Started and
 * stopped by Main; threads of its own.
 * Imports nothing of ours.
 */
package io.odradek.console.demo;
