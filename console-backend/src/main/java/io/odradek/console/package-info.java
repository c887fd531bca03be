/** The console's start: deploys its parts in order, and nothing else. */
package io.odradek.console;
