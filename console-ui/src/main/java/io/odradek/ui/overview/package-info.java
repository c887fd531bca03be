/**
 * The overview: is it all right, and if not, what is wrong. Called by Vaadin on the page's thread; owns nothing;
 * imports no other screen.
 */
package io.odradek.ui.overview;
