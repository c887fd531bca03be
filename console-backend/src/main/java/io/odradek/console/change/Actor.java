package io.odradek.console.change;

/**
 * Who asks for a change.
 *
 * @param name    the user's name; "anonymous" until there is sign-in
 * @param origin  from where: the address of the client, or "console" for the console itself
 */
public record Actor(String name, String origin) {

    /** The console acting on its own. */
    public static final Actor CONSOLE = new Actor("console", "console");

    /** Somebody at a page, while there is no sign-in. */
    public static Actor anonymous(String origin) {
        return new Actor("anonymous", origin);
    }
}
