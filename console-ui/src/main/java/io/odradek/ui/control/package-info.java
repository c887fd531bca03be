/**
 * The control room of an embedded cluster: brokers stopped, started, killed and added, and what followed. Called by
 * Vaadin on the thread that holds the page. Imports part, format and text; no other screen.
 */
package io.odradek.ui.control;
