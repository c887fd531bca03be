/**
 * What moves by itself: the pulse that tells open pages of a new snapshot, and the elements in the browser that
 * follow a stream of
 * the server's WebSocket. Pages call in on their own threads; the pulse has one of its own. Owns the list of
 * listeners. Imports
 * nothing of ours but the backend's snapshots.
 */
package io.odradek.ui.live;
