package io.odradek.console.change;

/** A line of Kafka's own tools, quoted for a POSIX shell. Built by one thread. */
public final class CommandLine {

    private final StringBuilder line;

    private CommandLine(String tool) {
        line = new StringBuilder(tool);
    }

    /** Such as {@code of("kafka-topics.sh", "127.0.0.1:9092")}. */
    public static CommandLine of(String tool, String bootstrapServers) {
        return new CommandLine(tool).with("--bootstrap-server", bootstrapServers);
    }

    /** Appends these words. */
    public CommandLine with(String... words) {
        for (String word : words) {
            line.append(' ').append(quoted(word));
        }
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }

    private static String quoted(String word) {
        boolean plain = !word.isEmpty() && word.chars()
                .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "-_.:,/=@%+".indexOf(c) >= 0));
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
