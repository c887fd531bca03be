/**
 * One class per check. Reads snapshots; called by http and the pages. Imports kafka, snapshot, problem; no other
 * feature.
 */
package io.odradek.console.health;
