package io.odradek.console;

import io.odradek.console.settings.Access;
import io.odradek.console.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;

/** What stands in the terminal once it runs. */
final class Greeting {

    private Greeting() {
    }

    /** @param welcome the secret of the link that makes the first user; empty where there are users */
    static void print(PrintStream out, Settings settings, Access access, String bootstrapServers, String zookeeper,
            int port, String welcome) {
        String address = access.address() == null ? "http://" + settings.host() + ":" + port
                : access.address().toString().replaceAll("/$", "");
        out.println("  Console    " + address + (access.readOnly() ? " (read only)" : ""));
        if (!welcome.isEmpty()) {
            out.println("  Sign-in    off: who reaches this address may do everything. To begin with users, open once");
            out.println("             " + address + "/welcome#" + welcome);
        }
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
