package io.odradek.console.session;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The users of this console: their passwords, grants and tokens. For administrators, but for one's own password. */
public class Users {

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._@-]{0,63}";
    private static final String TOKEN = "odr_";

    private final UserFile file;
    private final AuditLog audit;
    private final Passwords passwords;
    private final Secrets secrets = new Secrets();
    private final List<Consumer<String>> locked = new CopyOnWriteArrayList<>();

    /** @param file null to keep them in memory alone */
    public Users(Path file, AuditLog audit) {
        this(file, audit, new Passwords());
    }

    Users(Path file, AuditLog audit, Passwords passwords) {
        this.file = new UserFile(file);
        this.audit = audit;
        this.passwords = passwords;
    }

    /** Whether there is nobody, so that nobody needs to sign in. */
    public boolean none() {
        return file.users().isEmpty();
    }

    /** Without secrets, by name; for whoever may see them. */
    public List<UserRow> list() {
        return file.users().values().stream().map(user -> new UserRow(user.name(), user.grants(), user.tokens().stream()
                .map(token -> new UserRow.TokenRow(token.id(), token.note(), token.createdMs())).toList(), 0)).toList();
    }

    public void add(Actor actor, String name, String password, List<String> grants) {
        if (name == null || !name.matches(NAME)) {
            throw Problem.invalid("a name is up to 64 letters, digits and . _ @ -, and begins with a letter or digit");
        }
        List<String> understood = understood(grants);
        audit.record(actor, "", "user.add", name, String.join("; ", understood), () -> {
            String hash = passwords.hash(name, password);
            file.change(users -> {
                if (users.putIfAbsent(name, new User(name, hash, understood, List.of())) != null) {
                    throw Problem.of(Problem.Kind.CONFLICT, Sentence.of("There is a user {0} already", name),
                            Sentence.NONE);
                }
                keepOne(users);
            });
        });
    }

    /** Another one's; that user is signed out everywhere. */
    public void password(Actor actor, String name, String password) {
        known(name);
        audit.record(actor, "", "user.password", name, "", () -> setPassword(name, password));
        lock(name);
    }

    /** One's own. Problem DENIED where the old one is wrong. */
    void ownPassword(Actor actor, String old, String password) {
        audit.record(actor, "", "session.password", actor.name(), "", () -> {
            if (!passwords.matches(known(actor.name()).password(), old)) {
                throw Problem.of(Problem.Kind.DENIED, "That is not your password", "Your password stays as it was");
            }
            setPassword(actor.name(), password);
        });
    }

    /** From now on, open sessions and tokens included. */
    public void grants(Actor actor, String name, List<String> grants) {
        known(name);
        List<String> understood = understood(grants);
        audit.record(actor, "", "user.grants", name, String.join("; ", understood), () -> alter(name, user ->
                new User(name, user.password(), understood, user.tokens())));
    }

    public void remove(Actor actor, String name) {
        known(name);
        audit.record(actor, "", "user.remove", name, "", () -> file.change(users -> {
            users.remove(name);
            keepOne(users);
        }));
        lock(name);
    }

    /** A token for a program, which may do what the user may. It is told this once and never again. */
    public String addToken(Actor actor, String name, String note) {
        known(name);
        String id = secrets.next().substring(0, 8);
        String secret = TOKEN + id + "_" + secrets.next();
        audit.record(actor, "", "user.token", name, id + " " + note, () -> alter(name, user -> {
            List<User.Token> tokens = new ArrayList<>(user.tokens());
            tokens.add(new User.Token(id, Secrets.sha256(secret), note, System.currentTimeMillis()));
            return new User(name, user.password(), user.grants(), tokens);
        }));
        return secret;
    }

    public void removeToken(Actor actor, String name, String id) {
        if (known(name).tokens().stream().noneMatch(token -> token.id().equals(id))) {
            throw Problem.notFound("No such token", id);
        }
        audit.record(actor, "", "user.untoken", name, id, () -> alter(name, user -> new User(name, user.password(),
                user.grants(), user.tokens().stream().filter(token -> !token.id().equals(id)).toList())));
    }

    /** Looks whether somebody else has changed the file. */
    void reload() {
        file.reload();
    }

    /** Tells of users who have to sign in anew. */
    void onLocked(Consumer<String> listener) {
        locked.add(listener);
    }

    boolean matches(String name, String password) {
        User user = file.users().get(name);
        return passwords.matches(user == null ? null : user.password(), password);
    }

    /** The hash of a user's password as it is now, empty without such a user; a session lasts as long as it does. */
    String mark(String name) {
        User user = file.users().get(name);
        return user == null ? "" : user.password();
    }

    /** Whose token has this hash, or null. */
    String byToken(String hash) {
        for (User user : file.users().values()) {
            if (user.tokens().stream().anyMatch(token -> Secrets.same(token.hash(), hash))) {
                return user.name();
            }
        }
        return null;
    }

    /** What the user may do, looked up each time it is asked. */
    Rights rights(String name) {
        return new Held(name);
    }

    /** A user's rights as they are now; grants are understood anew only where they have changed. */
    private final class Held implements Rights {
        private record Known(User user, List<Grant> grants) {
        }

        private final String name;
        private volatile Known known;

        Held(String name) {
            this.name = name;
        }

        @Override
        public Sentence refusal(Need need) {
            User user = file.users().get(name);
            if (user == null) {
                return Sentence.of("There is no user {0} any more", name);
            }
            if (need.kind() == Need.Kind.CONSOLE && need.level().compareTo(Permission.VIEW) <= 0) {
                return Sentence.NONE;
            }
            Known now = known;
            if (now == null || now.user() != user) {
                now = new Known(user, user.parsed());
                known = now;
            }
            return now.grants().stream().anyMatch(grant -> grant.allows(need)) ? Sentence.NONE
                    : Sentence.of("{0} may not {1}", name, need.said());
        }
    }

    private void setPassword(String name, String password) {
        String hash = passwords.hash(name, password);
        alter(name, user -> new User(name, hash, user.grants(), user.tokens()));
    }

    private void alter(String name, UnaryOperator<User> change) {
        file.change(users -> {
            users.put(name, change.apply(known(name)));
            keepOne(users);
        });
    }

    private void lock(String name) {
        locked.forEach(listener -> listener.accept(name));
    }

    private User known(String name) {
        User user = file.users().get(name);
        if (user == null) {
            throw Problem.notFound("No such user", name);
        }
        return user;
    }

    private static List<String> understood(List<String> grants) {
        if (grants == null || grants.isEmpty()) {
            throw Problem.invalid("a user needs a grant, such as viewer");
        }
        return grants.stream().map(text -> Grant.parse(text).toString()).distinct().toList();
    }

    /** Without an administrator nobody could mend anything. */
    private static void keepOne(TreeMap<String, User> users) {
        if (users.values().stream().flatMap(user -> user.parsed().stream()).noneMatch(Grant::whole)) {
            throw Problem.of(Problem.Kind.CONFLICT, "There would be no administrator",
                    "One user needs the grant admin, on everything");
        }
    }
}
