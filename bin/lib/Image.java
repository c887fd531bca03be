import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Carries out docker/Dockerfile's own steps without Docker: {@code java Image.java PROJECT INTO}. Linux and root only.
 * INTO/rootfs becomes the image's root file system; INTO/run starts it as a container would, INTO/health is its health
 * check. In place of eclipse-temurin's system stands this machine's /usr, read-only, without its own JDKs; in place of
 * its JDK this one, of its JRE one that jlink makes of this JDK with the same modules. The checkout is not copied but
 * mounted, built as it is.
 */
public final class Image {
    private static final Pattern TEMURIN = Pattern.compile("eclipse-temurin:(\\d+)-(jdk|jre)");
    private static final String HOME = "/opt/java/openjdk";
    /** What OpenJDK's JRE image leaves out of its JDK. */
    private static final String TOOLS = "jdk\\.(compiler|jartool|javadoc|jdeps|jlink|jpackage|jshell|jconsole|jstatd"
        + "|jcmd|editpad|hotspot\\.agent|internal\\.(ed|le|opt|jvmstat|md|vm\\.ci)|attach|jdi|incubator.*|graal.*)|java\\.smartcardio";
    private static final List<String> OF_ETC = List.of("passwd", "group", "shadow", "gshadow", "login.defs", "default",
        "alternatives", "nsswitch.conf", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "hosts", "resolv.conf");
    /** Steps into a stage's root: enter ROOT JDK CHECKOUT USER HOME COMMAND…; the last becomes this very process. */
    private static final String ENTER = """
        set -euo pipefail
        root=$1 jdk=$2 checkout=$3 user=$4 home=$5; shift 5
        seen() { mount --bind "$1" "$root$2" && mount -o remount,bind,ro "$root$2"; }
        seen /usr /usr
        for d in bin sbin lib lib64; do [ -L "$root/$d" ] || [ ! -d "/$d" ] || seen "/$d" "/$d"; done
        [ -d /usr/lib/jvm ] && mount -t tmpfs none "$root/usr/lib/jvm"
        mount --rbind /dev "$root/dev"
        mount -t proc none "$root/proc"
        [ -z "$jdk" ] || seen "$jdk" HOME_OF_JAVA
        [ -z "$checkout" ] || seen "${checkout%%:*}" "${checkout#*:}"
        exec chroot --userspec="$user" "$root" /usr/bin/env -i HOME="$home" JAVA_HOME=HOME_OF_JAVA LANG=C.UTF-8 \\
          ODRADEK_NO_BUILD=1 PATH=HOME_OF_JAVA/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"
        """.replace("HOME_OF_JAVA", HOME);

    private final Path project;
    private final Path into;
    private final Map<String, Stage> stages = new HashMap<>();

    private static final class Stage {
        private final Path root;
        private String jdk = "";
        private String checkout = "";
        private String user = "root";
        private String directory = "/";
        private List<String> entry = List.of();
        private List<String> command = List.of();
        private List<String> health = List.of();

        private Stage(Path root) {
            this.root = root;
        }

        private Path at(String path) {
            return root.resolve(path.substring(1));
        }

        private String resolved(String path) {
            return path.startsWith("/") ? path : Path.of(directory, path).normalize().toString();
        }

        private List<String> entering(Path into, List<String> words) throws IOException {
            String home = Files.readAllLines(at("/etc/passwd")).stream().map(line -> line.split(":"))
                .filter(fields -> fields[0].equals(user)).map(fields -> fields[5]).findFirst().orElse("/");
            List<String> all = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "bash",
                into.resolve("enter").toString(), root.toString(), jdk, checkout, user, home, "/bin/bash", "-c",
                "cd \"$0\" && exec \"$@\"", directory));
            all.addAll(words);
            return all;
        }
    }

    private Image(Path project, Path into) {
        this.project = project;
        this.into = into;
    }

    public static void main(String[] words) throws IOException, InterruptedException {
        Path into = Files.createDirectories(Path.of(words[1])).toRealPath();
        new Image(Path.of(words[0]).toRealPath(), into).build();
    }

    private void build() throws IOException, InterruptedException {
        Files.writeString(into.resolve("enter"), ENTER);
        Stage last = null;
        for (String step : steps(Files.readString(project.resolve("docker/Dockerfile")))) {
            System.err.println("odradek: " + step.replaceAll("\\s+", " "));
            String[] parts = step.split("\\s+", 2);
            last = parts[0].equals("FROM") ? from(parts[1]) : carryOut(last, parts[0], parts[1]);
        }
        for (Stage other : stages.values()) {
            if (other != last) run(List.of("rm", "-rf", other.root.toString()));
        }
        script("run", last, "[ $# -gt 0 ] || set -- " + quoted(last.command), last.entry, " \"$@\"");
        script("health", last, "set --", last.health, "");
    }

    private static List<String> steps(String file) {
        String joined = file.lines().filter(line -> !line.stripLeading().startsWith("#"))
            .collect(Collectors.joining("\n")).replaceAll("\\\\\n", " ");
        return joined.lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    }

    private Stage from(String words) throws IOException, InterruptedException {
        String[] parts = words.split("\\s+");
        Matcher base = TEMURIN.matcher(parts[0]);
        String ours = String.valueOf(Runtime.version().feature());
        if (!base.matches() || !base.group(1).equals(ours)) {
            throw new IOException("FROM " + words + " cannot be made of a JDK " + ours);
        }
        Stage stage = new Stage(Files.createDirectory(into.resolve(parts.length > 1 ? parts[2] : "rootfs")));
        stages.put(parts.length > 1 ? parts[2] : "", stage);
        for (String d : List.of("usr", "etc", "proc", "dev", "tmp", "root", "var/lib", "opt/java")) {
            Files.createDirectories(stage.root.resolve(d));
        }
        Files.setPosixFilePermissions(stage.root.resolve("tmp"), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (String d : List.of("bin", "sbin", "lib", "lib64")) {
            Path there = Path.of("/", d);
            if (Files.isSymbolicLink(there)) {
                Files.createSymbolicLink(stage.root.resolve(d), Files.readSymbolicLink(there));
            } else if (Files.exists(there)) {
                Files.createDirectory(stage.root.resolve(d));
            }
        }
        for (String file : OF_ETC) {
            if (Files.exists(Path.of("/etc", file))) run(List.of("cp", "-a", "/etc/" + file, stage.at("/etc") + "/"));
        }
        if (base.group(2).equals("jdk")) {
            stage.jdk = System.getProperty("java.home");
            Files.createDirectories(stage.at(HOME));
        } else {
            TreeSet<String> modules = ModuleLayer.boot().configuration().modules().stream().map(m -> m.name())
                .collect(Collectors.toCollection(TreeSet::new));
            modules.removeIf(name -> name.matches(TOOLS));
            run(List.of(System.getProperty("java.home") + "/bin/jlink", "--add-modules", String.join(",", modules),
                "--no-header-files", "--no-man-pages", "--strip-debug", "--output", stage.at(HOME).toString()));
        }
        return stage;
    }

    private Stage carryOut(Stage stage, String word, String rest) throws IOException, InterruptedException {
        switch (word) {
            case "WORKDIR" -> Files.createDirectories(stage.at(stage.directory = stage.resolved(rest)));
            case "RUN" -> run(stage.entering(into, List.of("/bin/sh", "-c", rest)));
            case "COPY" -> copy(stage, rest.split("\\s+"));
            case "USER" -> stage.user = rest;
            case "VOLUME" -> Files.createDirectories(stage.at(rest));
            case "EXPOSE" -> { }
            case "HEALTHCHECK" -> stage.health = words(rest.substring(rest.indexOf("CMD") + 3));
            case "ENTRYPOINT" -> stage.entry = words(rest);
            case "CMD" -> stage.command = words(rest);
            default -> throw new IOException("no such step is known here: " + word);
        }
        return stage;
    }

    private void copy(Stage stage, String[] words) throws IOException, InterruptedException {
        String source = words[words.length - 2];
        String target = stage.resolved(words[words.length - 1]);
        Map<String, String> options = Arrays.stream(words).filter(w -> w.startsWith("--"))
            .map(w -> w.substring(2).split("=", 2)).collect(Collectors.toMap(o -> o[0], o -> o[1]));
        Files.createDirectories(stage.at(target));
        if (!options.containsKey("from")) {
            if (!source.equals(".")) throw new IOException("only the whole checkout is copied from outside");
            stage.checkout = project + ":" + target;
            return;
        }
        run(List.of("cp", "-a", stages.get(options.get("from")).at(source) + "/.", stage.at(target).toString()));
        String owner = options.get("chown");
        if (owner != null) run(stage.entering(into, List.of("/bin/chown", "-R", owner, target)));
    }

    /** The words of {@code ["a", "b"]}. */
    private static List<String> words(String json) throws IOException {
        if (!json.strip().matches("\\[.*]")) throw new IOException("a list of words is wanted, not " + json);
        return Pattern.compile("\"([^\"]*)\"").matcher(json).results().map(m -> m.group(1)).toList();
    }

    private void script(String name, Stage stage, String first, List<String> words, String last) throws IOException {
        Path file = Files.writeString(into.resolve(name), "#!/usr/bin/env bash\n" + first + "\nexec "
            + quoted(stage.entering(into, words)) + last + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String quoted(List<String> words) {
        return words.stream().map(word -> "'" + word.replace("'", "'\\''") + "'").collect(Collectors.joining(" "));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) throw new IOException(String.join(" ", command) + " ended with " + code);
    }
}
