package io.odradek.console.session;

import io.odradek.console.audit.AuditLog;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Need;
import io.odradek.console.change.Permission;
import io.odradek.console.change.Rights;
import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Who is signed in. In memory: a restart signs everybody out. Any thread; only signing in takes long. */
public class Sessions {

    /** The cookie's name. */
    public static final String COOKIE = "odradek-session";
    /** In place of a session where nobody needs one. */
    public static final String NOBODY = "";
    private static final String BEARER = "Bearer ";
    /** An hour without a click, and half a day in all: a working day has lunch in it. */
    private static final long IDLE_MS = 3_600_000;
    private static final long WHOLE_MS = 12 * 3_600_000L;
    /** Beyond, the one that was idle for longest goes. 10,000 of some 400 bytes are 4 MB. */
    private static final int MOST = 10_000;

    private final Users users;
    private final AuditLog audit;
    private final boolean readOnly;
    private final LongSupplier nowMs;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Map<String, Long> usedMs = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Secrets secrets = new Secrets();
    private final Slowing both;
    private final Slowing address;
    private final Slowing name;
    private final AtomicBoolean open;
    private volatile String welcome = "";

    /** @param readOnly whether nobody may change a cluster, whatever their grants */
    public Sessions(Users users, AuditLog audit, boolean readOnly, LongSupplier nowMs) {
        this.users = users;
        this.audit = audit;
        this.readOnly = readOnly;
        this.nowMs = nowMs;
        this.open = new AtomicBoolean(users.none());
        // Who guesses is slowed to a guess in five minutes; one who guesses from many places slows the owner little.
        this.both = new Slowing(5, 300_000, nowMs);
        this.address = new Slowing(30, 60_000, nowMs);
        this.name = new Slowing(50, 5_000, nowMs);
        users.onLocked(locked -> sessions.values().stream().filter(session -> session.user().equals(locked))
                .map(Session::id).toList().forEach(this::end));
    }

    /** Whether one has to sign in: as soon as there is a user. */
    public boolean needed() {
        return !users.none();
    }

    public boolean readOnly() {
        return readOnly;
    }

    /**
     * Signs in and answers what the cookie is to say. Problem UNAUTHENTICATED where name and password do not fit,
     * TOO_MANY while one who failed often has to wait.
     */
    public String signIn(String user, String password, String origin) {
        String who = user == null ? "" : user.substring(0, Math.min(user.length(), 64));
        both.attempt(who + " " + origin);
        address.attempt(origin);
        name.attempt(who);
        users.reload();
        audit.record(new Actor(who, origin, Rights.ALL), "", "session.in", who, "", () -> {
            if (!users.matches(who, password)) {
                throw Problem.of(Problem.Kind.UNAUTHENTICATED, "Name and password do not fit", "");
            }
        });
        both.forgive(who + " " + origin);
        address.undo(origin);
        name.undo(who);
        return begin(who);
    }

    /** The secret of the link that makes the first user; another one makes the former void. */
    public String welcome() {
        String secret = secrets.next();
        welcome = Secrets.sha256(secret);
        return secret;
    }

    /** Makes the first user, an administrator, signs them in and answers what the cookie is to say. */
    public String begin(String secret, String user, String password, String origin) {
        address.attempt(origin);
        if (secret == null || welcome.isEmpty() || needed() || !Secrets.same(Secrets.sha256(secret), welcome)) {
            throw Problem.of(Problem.Kind.DENIED, Sentence.of("This link is not valid"),
                    needed() ? Sentence.of("There are users already")
                    : Sentence.of("The newest one stands where the console was started"));
        }
        users.add(new Actor(String.valueOf(user), origin, Rights.ALL), user, password, List.of("admin"));
        welcome = "";
        address.undo(origin);
        closeToNobody();
        return begin(user);
    }

    /**
     * Changes one's own password, which ends all one's sessions but this.
     *
     * @param id what the cookie says, or null
     */
    public void changePassword(Actor actor, String id, String old, String password) {
        String who = actor.name() + " " + actor.origin();
        both.attempt(who);
        users.ownPassword(actor, old, password);
        both.forgive(who);
        if (id != null) {
            sessions.computeIfPresent(id, (_, mine) -> new Session(id, mine.user(), users.mark(mine.user()),
                    mine.beganMs()));
        }
        sweep();
    }

    /** What a cookie said is worth nothing from now on. */
    public void signOut(String id, String origin) {
        Session session = id == null ? null : sessions.get(id);
        if (session != null) {
            audit.record(new Actor(session.user(), origin, Rights.ALL), "", "session.out", session.user(), "",
                    () -> end(id));
        }
    }

    /**
     * Who asks; null when it is nobody known and users are.
     *
     * @param cookie        what it says, or null
     * @param authorization the header, or null
     * @param active        whether a person did something, which keeps the session
     */
    public Actor actor(String cookie, String authorization, String origin, boolean active) {
        if (!needed()) {
            return new Actor("anonymous", origin, this::anonymous);
        }
        if (authorization != null && authorization.startsWith(BEARER)) {
            String hash = Secrets.sha256(authorization.substring(BEARER.length()).strip());
            String user = users.byToken(hash);
            return user == null ? null : new Actor(user, origin, lasting(user, () -> user.equals(users.byToken(hash))));
        }
        Session session = cookie == null ? null : sessions.get(cookie);
        if (session == null || over(session)) {
            return null;
        }
        if (active) {
            usedMs.put(cookie, nowMs.getAsLong());
        }
        return new Actor(session.user(), origin, lasting(session.user(), () -> sessions.containsKey(session.id())));
    }

    /** The user's rights, for as long as they are let in. */
    private Rights lasting(String user, BooleanSupplier letIn) {
        Rights rights = held(users.rights(user));
        return need -> letIn.getAsBoolean() ? rights.refusal(need) : Sentence.of("Your session has ended");
    }

    /** Tells of each session that ends, by what its cookie said; {@link #NOBODY} when one has to sign in from now. */
    public void onEnd(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** How many each user has open. */
    public Map<String, Integer> count() {
        Map<String, Integer> count = new HashMap<>();
        sessions.values().forEach(session -> count.merge(session.user(), 1, Integer::sum));
        return count;
    }

    /** Ends what is over, and looks whether the users' file has changed. To be called every few seconds. */
    public void sweep() {
        users.reload();
        closeToNobody();
        sessions.values().stream().filter(this::over).map(Session::id).toList().forEach(this::end);
    }

    /** From the first user on those who came without a name have to sign in. */
    private void closeToNobody() {
        if (needed() && open.compareAndSet(true, false)) {
            listeners.forEach(listener -> listener.accept(NOBODY));
        }
    }

    private String begin(String user) {
        String id = secrets.next();
        while (sessions.size() >= MOST) {
            usedMs.entrySet().stream().min(Map.Entry.comparingByValue()).ifPresent(oldest -> end(oldest.getKey()));
        }
        usedMs.put(id, nowMs.getAsLong());
        sessions.put(id, new Session(id, user, users.mark(user), nowMs.getAsLong()));
        return id;
    }

    private void end(String id) {
        usedMs.remove(id);
        if (sessions.remove(id) != null) {
            listeners.forEach(listener -> listener.accept(id));
        }
    }

    private boolean over(Session session) {
        long now = nowMs.getAsLong();
        return now - session.beganMs() > WHOLE_MS || now - usedMs.getOrDefault(session.id(), 0L) > IDLE_MS
                || !users.mark(session.user()).equals(session.mark());
    }

    /** Without users everybody may do everything but make the first one: that needs the link. */
    private Sentence anonymous(Need need) {
        if (needed()) {
            return Sentence.of("Sign in first");
        }
        if (need.action() != null && need.action().startsWith("user.")) {
            return Sentence.of("The first user is made by the link that the console prints when it starts");
        }
        return held(Rights.ALL).refusal(need);
    }

    /** These rights, as far as a console that only reads lets them. */
    private Rights held(Rights rights) {
        return !readOnly ? rights : need -> need.level().compareTo(Permission.VIEW) > 0
                && (need.kind() != Need.Kind.CONSOLE || need.action() != null && need.action().startsWith("cluster."))
                ? Sentence.of("This console was started to read only") : rights.refusal(need);
    }
}
