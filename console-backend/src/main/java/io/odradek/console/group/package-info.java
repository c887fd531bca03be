/**
 * Groups of consumers, of every type: list, one, lag in records and in time with its history, offsets reset, groups
 * deleted. Called by http and the pages, on virtual threads; keeps its picture of each cluster by one batched sweep
 * after each snapshot. Imports kafka, snapshot, change, audit, problem; no other feature.
 */
package io.odradek.console.group;
