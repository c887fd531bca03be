/**
 * The front: a table of routes, limits, problem+json, OpenAPI, one multiplexed WebSocket, and the proxy to the pages.
 * Owns the port. On
 * Vert.x's event loops nothing blocks; services run on virtual threads. May import every feature's service.
 */
package io.odradek.console.http;
