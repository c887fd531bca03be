/**
 * Style as a test: measures the sources of every module against docs/HACKING.md, exceptions listed in docs/style-
 * exceptions.txt.
 */
package io.odradek.engine.tidy;
