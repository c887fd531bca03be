/**
 * Reassignment: plans that drain, spread, balance or change the number of replicas, their progress, throttle and end;
 * elections of leaders. Called by http and the pages, on virtual threads. Imports kafka, snapshot, change, audit,
 * problem; no other feature.
 */
package io.odradek.console.reassign;
