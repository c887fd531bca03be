/** Brokers: the list, and one. Called by Vaadin on the page's thread; owns nothing; imports no other screen. */
package io.odradek.ui.broker;
