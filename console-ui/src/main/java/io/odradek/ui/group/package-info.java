/**
 * Groups: the list with lag, one group with its partitions and members, offsets reset. Called by Vaadin on the thread
 * that holds the page. Imports part, format, text and live; no other screen.
 */
package io.odradek.ui.group;
