/**
 * Partitions on disks: the page of sizes, and the tab of a topic with segments, batches and what clean-up would leave.
 * Called by Vaadin on the thread that holds the page. Imports part, format and text; no other screen.
 */
package io.odradek.ui.storage;
