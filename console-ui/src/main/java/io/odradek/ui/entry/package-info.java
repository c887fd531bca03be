/**
 * What stands before the pages: signing in, and making the first user. Plain documents which need no session of
 * Vaadin's, so that nobody unknown gets to that. Called by the page server on its threads; imports text.
 */
package io.odradek.ui.entry;
