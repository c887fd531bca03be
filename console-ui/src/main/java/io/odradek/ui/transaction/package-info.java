/**
 * Transactions: which go on, what they hold back, the end of those that hang. Called by Vaadin on the thread that holds
 * the page. Imports part, format and text; no other screen.
 */
package io.odradek.ui.transaction;
