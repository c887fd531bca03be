/**
 * Figures as people read them: sizes, rates, counts, durations, times. Pure functions, called from any thread;
 * imports nothing of ours.
 * What is unknown (negative or NaN) is always shown as {@link Figure#UNKNOWN}.
 */
package io.odradek.ui.format;
