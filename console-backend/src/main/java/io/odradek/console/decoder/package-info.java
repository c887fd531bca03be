/**
 * Bytes of keys and values made text: formats that say themselves what they are, and those that need a schema which
 * somebody gave. Called by record, on any thread, also by several at once; owns nothing. Whatever the bytes are, a
 * decoder ends soon, takes memory in proportion to them, and throws {@link io.odradek.console.decoder.Refused} alone.
 * Imports problem.
 */
package io.odradek.console.decoder;
