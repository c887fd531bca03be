/**
 * What is around every page: the frame with its navigation, the head with theme and icons, the start, and the pages
 * for what went wrong.
 * Called by Vaadin on the thread that holds the page. Owns nothing. May import part, text and live; never a screen.
 */
package io.odradek.ui.shell;
