package io.odradek.console.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * A command line, understood.
 *
 * @param isolate whether embedded brokers get a process each
 * @param help    whether only the help is wanted
 * @param train   whether to stop once everything has been up
 */
public record Invocation(Settings settings, Access access, boolean isolate, boolean help, boolean train) {

    private static final int MOST_BROKERS = 9;

    /** A command line that cannot be understood; the message is one clear line. */
    public static final class Misunderstood extends Exception {
        private static final long serialVersionUID = 1L;

        Misunderstood(String message) {
            super(message);
        }
    }

    /** Understands the words after {@code up}: {@code --key value} or {@code --key=value}. */
    public static Invocation parse(String[] words) throws Misunderstood {
        Map<Key, String> given = new EnumMap<>(Key.class);
        for (int i = 0; i < words.length; i++) {
            String word = words[i].equals("-h") ? "--help" : words[i];
            int equals = word.indexOf('=');
            Key key = !word.startsWith("--") ? null : Key.named(word.substring(2, equals < 0 ? word.length() : equals));
            if (key == null) {
                throw new Misunderstood("there is no option '" + word + "'; see --help");
            }
            if (key.takesValue() && equals < 0 && ++i == words.length) {
                throw new Misunderstood(word + " needs a value; see --help");
            }
            if (!key.takesValue() && equals >= 0) {
                throw new Misunderstood("--" + key.option() + " takes no value");
            }
            given.put(key, !key.takesValue() ? "true" : equals < 0 ? words[i] : word.substring(equals + 1));
        }
        return new Invocation(settings(given), access(given), given.containsKey(Key.ISOLATE),
                given.containsKey(Key.HELP), given.containsKey(Key.TRAIN));
    }

    /** The text of {@code up --help}. */
    public static String usage() {
        StringBuilder text = new StringBuilder("usage: bin/odradek up [OPTIONS]\n\n"
                + "Starts ZooKeeper, the brokers and the console in one process.\n\n");
        for (Key key : Key.values()) {
            text.append(key.help());
        }
        return text.toString();
    }

    private static Settings settings(Map<Key, String> given) throws Misunderstood {
        String bootstrap = given.getOrDefault(Key.BOOTSTRAP, "");
        if (given.containsKey(Key.BOOTSTRAP) && !bootstrap.matches("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*")
                && !bootstrap.matches("\\[[0-9a-fA-F:]+]:\\d{1,5}(,.*)?")) {
            throw new Misunderstood("--bootstrap must be HOST:PORT,..., not '" + bootstrap + "'");
        }
        if (!bootstrap.isEmpty() && (given.containsKey(Key.BROKERS) || given.containsKey(Key.PORT)
                || given.containsKey(Key.ISOLATE))) {
            throw new Misunderstood("--bootstrap attaches to a cluster that runs: no --brokers, --port or --isolate");
        }
        int brokers = number(given, Key.BROKERS, 1, MOST_BROKERS);
        Path data = Settings.defaultData(System.getenv(), System.getProperty("user.home"), System
                .getProperty("os.name"));
        try {
            data = given.containsKey(Key.DATA) ? Path.of(given.get(Key.DATA)).toAbsolutePath() : data;
        } catch (InvalidPathException e) {
            throw new Misunderstood("--data is not a path: " + e.getMessage());
        }
        return new Settings(bootstrap.isEmpty() ? brokers : 0, data,
                given.getOrDefault(Key.HOST, Key.HOST.otherwise()), number(given, Key.PORT, 0, 65_535),
                number(given, Key.CONSOLE_PORT, 0, 65_535), given.containsKey(Key.DEMO), bootstrap);
    }

    private static Access access(Map<Key, String> given) throws Misunderstood {
        URI address = null;
        if (given.containsKey(Key.CONSOLE_URL)) {
            String text = given.get(Key.CONSOLE_URL);
            try {
                address = new URI(text);
            } catch (URISyntaxException e) {
                throw new Misunderstood("--console-url is not an address: " + e.getMessage());
            }
            if (address.getHost() == null || !text.matches("https?://[^/]+/?")) {
                throw new Misunderstood("--console-url must be http(s)://HOST[:PORT], not '" + text + "'");
            }
        }
        String topic = given.getOrDefault(Key.AUDIT_TOPIC, "");
        if (!topic.matches("[a-zA-Z0-9._-]{0,249}")) {
            throw new Misunderstood("--audit-topic is not a topic's name: '" + topic + "'");
        }
        return new Access(given.containsKey(Key.READ_ONLY), address, given.containsKey(Key.OPEN_METRICS),
                topic);
    }

    private static int number(Map<Key, String> given, Key key, int least, int most) throws Misunderstood {
        String text = given.getOrDefault(key, key.otherwise());
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new Misunderstood("--" + key.option() + " must be a whole number, not '" + text + "'");
        }
        throw new Misunderstood("--" + key.option() + " must be " + least + " to " + most + ", not " + text);
    }
}
