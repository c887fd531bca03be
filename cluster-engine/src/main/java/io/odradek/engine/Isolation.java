package io.odradek.engine;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How brokers get a process each.
 *
 * @param command what starts a JVM with our classes, all but the class to run: program, options, class path
 * @param label   of their cluster in their pages of meters; empty for none
 */
public record Isolation(List<String> command, String label) {
    public Isolation {
        command = List.copyOf(command);
    }

    /** With the program and the class path of this process, and these options in place of its own. */
    public static Isolation likeThis(String label, String... options) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        StringBuilder path = new StringBuilder();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(Path.of(each).toAbsolutePath());
        }
        List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", path.toString()));
        return new Isolation(command, label);
    }
}
