/**
 * The texts of the pages, by key, and what the backend says, by its English pattern, in the language of the browser.
 * Called on threads that hold a page; imports only format.
 */
package io.odradek.ui.text;
