/**
 * The console's pages. This package starts and stops what serves them: an embedded Jetty with Vaadin, called by the
 * console's front
 * through {@link io.odradek.console.http.PageServer}, and the one list of routes. It may import every package below;
 * none imports it.
 */
package io.odradek.ui;
