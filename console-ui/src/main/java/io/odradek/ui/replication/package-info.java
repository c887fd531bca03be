/**
 * How replicas follow their leaders: the page of what is in trouble, and the tab of a topic. Called by Vaadin on the
 * thread that holds the page. Imports part, live, format and text; no other screen.
 */
package io.odradek.ui.replication;
