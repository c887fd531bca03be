import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Copies licence and notice files out of jars: {@code java Licences.java INTO DIRECTORY...}; lists jars without. */
public final class Licences {
    public static void main(String[] words) throws IOException {
        Path into = Files.createDirectories(Path.of(words[0]));
        List<String> without = new ArrayList<>();
        for (String directory : Arrays.copyOfRange(words, 1, words.length)) {
            try (Stream<Path> jars = Files.list(Path.of(directory))) {
                for (Path jar : jars.filter(j -> j.toString().endsWith(".jar")).sorted().toList()) {
                    if (copy(jar, into) == 0) without.add(jar.getFileName().toString());
                }
            }
        }
        List<String> lines = new ArrayList<>(List.of(
            "Jars that bring no licence file of their own; their projects' pages name it (Maven Central, by name):", ""));
        Collections.sort(without);
        lines.addAll(without);
        Files.write(into.resolve("WITHOUT.txt"), lines);
    }

    private static int copy(Path jar, Path into) throws IOException {
        int copied = 0;
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                String last = name.substring(name.lastIndexOf('/') + 1);
                boolean wanted = last.toUpperCase(Locale.ROOT).matches("(LICENSE|LICENCE|NOTICE|COPYING).*")
                    && !last.endsWith(".class") && (name.startsWith("META-INF/") || !name.contains("/"));
                if (entry.isDirectory() || !wanted) continue;
                Path home = Files.createDirectories(into.resolve(jar.getFileName().toString().replace(".jar", "")));
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.write(home.resolve(last), in.readAllBytes());
                }
                copied++;
            }
        }
        return copied;
    }
}
