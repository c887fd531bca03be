/**
 * Streams applications: the list, and one with its topology. Called by Vaadin on the thread that holds the page.
 * Imports part, format, text and live; no other screen.
 */
package io.odradek.ui.streams;
