/**
 * The pieces that pages are made of. Called by pages on the thread that holds the page, except where {@link Work}
 * says otherwise. Owns
 * nothing beyond the page. May import format, text and live; never a screen.
 */
package io.odradek.ui.part;
