/**
 * Topics: the list, making one, and one's partitions and configuration. Called by Vaadin on the page's thread;
 * imports no other screen.
 */
package io.odradek.ui.topic;
