package io.odradek.console;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Problem;
import io.odradek.console.session.UserRow;
import io.odradek.console.session.Users;
import io.odradek.console.settings.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bin/odradek users}: adds, changes, lists and removes users where the console's data lies, also while it runs.
 * Whoever may write there is let in; passwords come from the terminal or the standard input, never from the command
 * line.
 */
public final class UsersMain {

    private static final String USAGE = """
            usage: bin/odradek users COMMAND [--data DIR]

              list                       who there is
              add NAME [GRANT...]        a new user; GRANT such as admin (when left out), viewer,
                                         "editor on topic:orders-* in local"
              password NAME              another password
              grants NAME GRANT...       other grants
              remove NAME

            The password is asked for, or read from the standard input.
            """;

    private final Users users;
    private final InputStream in;
    private final PrintStream out;
    private final Actor actor = new Actor(System.getProperty("user.name", "somebody"), "command line", Rights.ALL);

    private UsersMain(Users users, InputStream in, PrintStream out) {
        this.users = users;
        this.in = in;
        this.out = out;
    }

    /** Ends with 1 where something is wrong, which one line says. */
    public static void main(String[] words) {
        try {
            System.exit(run(words, System.in, System.out, System.err));
        } catch (IOException e) {
            System.err.println("odradek: " + e.getMessage());
            System.exit(1);
        }
    }

    static int run(String[] words, InputStream in, PrintStream out, PrintStream err) throws IOException {
        List<String> rest = new ArrayList<>(List.of(words));
        Path data = Settings.defaultData(System.getenv(), System.getProperty("user.home"),
                System.getProperty("os.name"));
        int option = rest.indexOf("--data");
        if (option >= 0 && option + 1 < rest.size()) {
            data = Path.of(rest.remove(option + 1)).toAbsolutePath();
            rest.remove(option);
        }
        if (rest.isEmpty() || rest.contains("--help") || rest.contains("-h")) {
            out.print(USAGE);
            return rest.isEmpty() ? 1 : 0;
        }
        Path directory = Files.createDirectories(data.resolve("console"));
        try {
            Users users = new Users(directory.resolve(House.USERS), new AuditLog(directory.resolve("audit.log")));
            return new UsersMain(users, in, out).act(rest) ? 0 : misunderstood(err);
        } catch (Problem problem) {
            err.println("odradek: " + problem.getMessage() + (problem.remedy().isEmpty() ? ""
                    : " (" + problem.remedy() + ")"));
            return 1;
        }
    }

    private static int misunderstood(PrintStream err) {
        err.print(USAGE);
        return 1;
    }

    private boolean act(List<String> words) throws IOException {
        String name = words.size() > 1 ? words.get(1) : "";
        List<String> grants = words.size() > 2 ? words.subList(2, words.size()) : List.of();
        switch (words.getFirst() + (name.isEmpty() ? "" : " NAME")) {
            case "list" -> users.list().forEach(this::print);
            case "add NAME" -> {
                users.add(actor, name, password(name), grants.isEmpty() ? List.of("admin") : grants);
                out.println("User " + name + " added");
            }
            case "password NAME" -> {
                users.password(actor, name, password(name));
                out.println("Password of " + name + " changed");
            }
            case "grants NAME" -> {
                users.grants(actor, name, grants);
                out.println("Grants of " + name + " changed");
            }
            case "remove NAME" -> {
                users.remove(actor, name);
                out.println("User " + name + " removed");
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void print(UserRow user) {
        out.println(user.name() + "\t" + String.join("; ", user.grants()));
    }

    private String password(String name) throws IOException {
        java.io.Console terminal = System.console();
        if (in == System.in && terminal != null && terminal.isTerminal()) {
            char[] typed = terminal.readPassword("Password of %s: ", name);
            char[] again = typed == null ? null : terminal.readPassword("Once more: ");
            if (typed == null || !java.util.Arrays.equals(typed, again)) {
                throw Problem.invalid("these are not the same");
            }
            return new String(typed);
        }
        String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
