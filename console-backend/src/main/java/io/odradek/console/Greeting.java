package io.odradek.console;

import io.odradek.console.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;

/** What stands in the terminal once it runs. */
final class Greeting {

    private Greeting() {
    }

    static void print(PrintStream out, Settings settings, String bootstrapServers, String zookeeper, int port) {
        out.println("  Console    http://" + settings.host() + ":" + port);
        out.println("  Brokers    " + bootstrapServers);
        if (settings.embedded()) {
            out.println("  ZooKeeper  " + zookeeper);
            out.println("  Data       " + settings.data());
        }
        out.println("  Stop with Ctrl-C" + (settings.embedded() ? "; the data stays." : "; the cluster runs on."));
    }

    /** Since the process began; null where there is no such thing. */
    static void printTimes(PrintStream out, Duration produced, Duration shown) {
        String first = produced == null ? "" : "first produce acknowledged after " + seconds(produced) + ", ";
        out.println("  Up: " + first + (shown == null ? "no pages" : "first page served after " + seconds(shown)));
        out.flush();
    }

    private static String seconds(Duration duration) {
        return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1_000.0);
    }
}
