/**
 * The console's declared keys with their values. Read by Main and the pages; prints itself redacted. Imports nothing of
 * ours.
 */
package io.odradek.console.settings;
