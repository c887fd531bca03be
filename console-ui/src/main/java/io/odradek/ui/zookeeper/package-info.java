/**
 * A cluster's ZooKeeper: its znodes as they change. Called by Vaadin on the thread that holds the page, and by the
 * service on its own, which only hands over. Imports part, format and text; no other screen.
 */
package io.odradek.ui.zookeeper;
