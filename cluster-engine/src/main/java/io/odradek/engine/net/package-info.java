/**
 * The network: listeners, frames, connections and the order of their answers, connections to other brokers. Netty's
 * channels are
 * seen here only. Callers: the root package. Threads: {@code net-io-n}, which also are the owner lanes of partitions
 * and shards.
 * Owns sockets and the buffers of requests. May import api, admission, wire, config, metric, env.
 */
package io.odradek.engine.net;
