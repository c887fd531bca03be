/**
 * Who may do what here, and who did: users and the audit log, for administrators. Called by Vaadin on the thread that
 * holds the page. Imports part and text; no other screen.
 */
package io.odradek.ui.access;
