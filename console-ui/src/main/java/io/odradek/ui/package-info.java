/** The pages' start: an embedded Jetty that serves Vaadin to the console's front. */
package io.odradek.ui;
