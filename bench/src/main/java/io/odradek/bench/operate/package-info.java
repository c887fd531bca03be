/**
 * What operators wait for, measured: how long a start takes with and without the start-up cache, and how long and how
 * large a scrape of /metrics is. Programs of their own, behind {@code bin/odradek bench}. Starts processes by the
 * scripts; imports node.
 */
package io.odradek.bench.operate;
