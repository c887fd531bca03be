package io.odradek.ui.part;

import io.odradek.console.Console;
import io.odradek.ui.live.Pulse;

/** What every page is made with. */
public record Site(Console console, Pulse pulse) {
}
