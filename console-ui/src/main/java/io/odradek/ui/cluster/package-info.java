/**
 * The clusters of this console: listed, added, edited, removed. Called by Vaadin on the thread that holds the page.
 * Imports part and text; no other screen.
 */
package io.odradek.ui.cluster;
