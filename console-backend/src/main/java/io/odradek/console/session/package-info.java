/**
 * Who is here and what they may do: users with hashed passwords and grants in a file, sessions in memory, the link that
 * makes the first user, the slowing of those who guess. Called by the front for each request and by the pages, from any
 * thread; only checking a password takes long. Imports change, audit and problem.
 */
package io.odradek.console.session;
