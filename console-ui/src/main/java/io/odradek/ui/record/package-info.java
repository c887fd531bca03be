/**
 * A topic's messages: browsing, one record, live tail, producing. Called by Vaadin on the page's thread; imports no
 * other screen.
 */
package io.odradek.ui.record;
