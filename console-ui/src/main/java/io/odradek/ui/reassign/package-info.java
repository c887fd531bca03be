/**
 * Reassignment: what is being moved, plans of what could be, and elections. Called by Vaadin on the thread that holds
 * the page. Imports part, format and text; no other screen.
 */
package io.odradek.ui.reassign;
