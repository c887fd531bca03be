package io.odradek.console.group;

/** A group's lag in records at a time, epoch milliseconds. */
public record LagSample(long timeMs, long lag) {
}
