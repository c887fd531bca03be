/**
 * Every part in every state, to look at; served in development only. Called by Vaadin; owns nothing; imports part,
 * text and format.
 */
package io.odradek.ui.gallery;
