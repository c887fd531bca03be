package io.odradek.console.settings;

/** The options of {@code up}, each declared once. */
enum Key {

    BROKERS("brokers", "N", "3", "Brokers of the embedded cluster, 1 to 9"),
    DATA("data", "DIR", "", "Where the embedded cluster keeps its data; default: odradek in the user's data directory"),
    PORT("port", "PORT", "9092", "Port of the first broker, the others follow; 0 takes free ones"),
    CONSOLE_PORT("console-port", "PORT", "8080", "Port of the console; 0 takes a free one"),
    HOST("host", "ADDRESS", "127.0.0.1", "Address to listen on; any but loopback needs users, see docs/ACCESS.md"),
    CONSOLE_URL("console-url", "URL", "", "What people open where a proxy or another name stands before the console"),
    READ_ONLY("read-only", "", "", "Nobody may change a cluster through the console"),
    OPEN_METRICS("open-metrics", "", "", "Serve /metrics without sign-in, to a scraper"),
    AUDIT_TOPIC("audit-topic", "TOPIC", "", "Topic of the audit log, or none; default: __odradek_audit if embedded"),
    ISOLATE("isolate", "", "", "Each broker in a process of its own, so that killing one is kill -9"),
    DEMO("demo", "", "", "Also run a small, steady workload: orders, addresses, page views"),
    BOOTSTRAP("bootstrap", "HOST:PORT,...", "", "No embedded cluster: the console attaches to this one"),
    TRAIN("train", "", "", "Start, show one page, stop; bin/odradek uses it to make later starts quick"),
    HELP("help", "", "", "This text");

    private final String option;
    private final String value;
    private final String otherwise;
    private final String what;

    Key(String option, String value, String otherwise, String what) {
        this.option = option;
        this.value = value;
        this.otherwise = otherwise;
        this.what = what;
    }

    /** Without the dashes. */
    String option() {
        return option;
    }

    /** Whether a value follows. */
    boolean takesValue() {
        return !value.isEmpty();
    }

    /** The default as text. */
    String otherwise() {
        return otherwise;
    }

    /** Its lines of the help. */
    String help() {
        String left = "  --" + option + (value.isEmpty() ? "" : " " + value);
        return left + " ".repeat(Math.max(1, 28 - left.length())) + what
                + (otherwise.isEmpty() ? "" : " (" + otherwise + ")") + "\n";
    }

    static Key named(String option) {
        for (Key key : values()) {
            if (key.option.equals(option)) {
                return key;
            }
        }
        return null;
    }
}
