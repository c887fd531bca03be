package io.odradek.console.session;

/**
 * Somebody who has signed in.
 *
 * @param id      what their cookie says; whoever knows it is them
 * @param mark    the hash of the password they signed in with; with another one they have to sign in anew
 * @param beganMs epoch milliseconds
 */
record Session(String id, String user, String mark, long beganMs) {
}
