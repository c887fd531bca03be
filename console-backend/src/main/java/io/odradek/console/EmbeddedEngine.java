package io.odradek.console;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Problem.Kind;
import io.odradek.console.settings.Settings;

/** The engine's cluster behind the console's seam. */
final class EmbeddedEngine {

    private EmbeddedEngine() {
    }

    /** Starts the engine's cluster in the settings' data directory. */
    static final class Starter implements Engine.Starter {
        @Override
        public Engine start(Settings settings) {
            throw Problem.of(Kind.UNSUPPORTED, "There is no embedded cluster yet", "attach to one with --bootstrap");
        }
    }
}
