package io.odradek.console.http;

import io.odradek.console.Console;
import io.odradek.console.change.Actor;
import io.odradek.console.change.Permission;
import io.odradek.console.session.UserRow;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Signing in and out, and users. */
final class SessionRoutes {

    private static final String SESSION = Routes.ROOT + "/session";
    private static final String USERS = Routes.ROOT + "/users";

    private final Console console;

    SessionRoutes(Console console) {
        this.console = console;
    }

    /** A name and a password. */
    record SigningIn(String name, String password) {
    }

    /** The first user, with the secret that the console printed. */
    record Beginning(String link, String name, String password) {
    }

    /** The password now, and the next. */
    record Renewal(String old, String password) {
    }

    /** A new user. */
    record NewUser(String name, String password, List<String> grants) {
    }

    /** Another password. */
    record Password(String password) {
    }

    /** All a user may do, each as in "editor on topic:orders-* in local". */
    record Grants(List<String> grants) {
    }

    /** What a token is for. */
    record Purpose(String note) {
    }

    /** A token, told this once. */
    record Secret(String token) {
    }

    /**
     * Who one is.
     *
     * @param signIn whether this console has users
     */
    record Self(String name, boolean signIn, boolean readOnly, List<String> grants) {
    }

    List<Route> routes() {
        return List.of(
                Route.get(SESSION, "Who one is, and what one may do", Route.one(Self.class), this::self),
                Route.change("POST", SESSION, Permission.NONE, "Signs in: sets the session's cookie", this::signIn)
                        .body(SigningIn.class),
                Route.change("DELETE", SESSION, Permission.NONE, "Signs out", this::signOut),
                Route.change("PUT", SESSION + "/password", Permission.VIEW, "Changes one's own password",
                        this::renew).body(Renewal.class),
                Route.change("POST", Routes.ROOT + "/welcome", Permission.NONE,
                        "Makes the first user, with the link that the console printed", this::begin)
                        .body(Beginning.class),
                Route.get(USERS, "Users", Route.list(UserRow.class), _ -> users()).needs(Permission.ADMIN),
                Route.change("POST", USERS, Permission.ADMIN, "Adds a user", call -> {
                    NewUser given = call.body(NewUser.class);
                    console.users().add(call.actor(), given.name(), given.password(), given.grants());
                    return null;
                }).body(NewUser.class),
                Route.change("PUT", USERS + "/{user}/password", Permission.ADMIN,
                        "Sets a user's password and signs them out", call -> {
                            console.users().password(call.actor(), call.path("user"),
                                    call.body(Password.class).password());
                            return null;
                        }).body(Password.class),
                Route.change("PUT", USERS + "/{user}/grants", Permission.ADMIN, "Sets what a user may do", call -> {
                    console.users().grants(call.actor(), call.path("user"), call.body(Grants.class).grants());
                    return null;
                }).body(Grants.class),
                Route.change("DELETE", USERS + "/{user}", Permission.ADMIN, "Removes a user", call -> {
                    console.users().remove(call.actor(), call.path("user"));
                    return null;
                }),
                Route.change("POST", USERS + "/{user}/tokens", Permission.ADMIN, "Makes a token for a program", call ->
                        new Secret(console.users().addToken(call.actor(), call.path("user"),
                                Objects.requireNonNullElse(call.body(Purpose.class).note(), "")))).body(Purpose.class)
                        .answers(Route.one(Secret.class)),
                Route.change("DELETE", USERS + "/{user}/tokens/{id}", Permission.ADMIN, "Takes a token back", call -> {
                    console.users().removeToken(call.actor(), call.path("user"), call.path("id"));
                    return null;
                }));
    }

    private List<UserRow> users() {
        Map<String, Integer> open = console.sessions().count();
        return console.users().list().stream().map(user -> new UserRow(user.name(), user.grants(), user.tokens(),
                open.getOrDefault(user.name(), 0))).toList();
    }

    private Object self(Call call) {
        Actor actor = call.actor();
        List<String> grants = console.users().list().stream().filter(user -> user.name().equals(actor.name()))
                .findFirst().map(UserRow::grants).orElse(List.of());
        return new Self(actor.name(), console.sessions().needed(), console.sessions().readOnly(), grants);
    }

    private Object signIn(Call call) {
        SigningIn given = call.body(SigningIn.class);
        String session = console.sessions().signIn(given.name(), given.password(), call.actor().origin());
        console.sessions().signOut(call.session(), call.actor().origin());
        call.give(session);
        return null;
    }

    private Object begin(Call call) {
        Beginning given = call.body(Beginning.class);
        call.give(console.sessions().begin(given.link(), given.name(), given.password(), call.actor().origin()));
        return null;
    }

    private Object signOut(Call call) {
        console.sessions().signOut(call.session(), call.actor().origin());
        call.give("");
        return null;
    }

    private Object renew(Call call) {
        Renewal given = call.body(Renewal.class);
        console.sessions().changePassword(call.actor(), call.session(), given.old(), given.password());
        return null;
    }
}
