package io.odradek.console.problem;

import java.util.Objects;

/** A failure that a person can act on. The title says what happened, the detail to what, the remedy what to do. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Who must act, and with it the HTTP status. */
    public enum Kind {
        INVALID(400), UNAUTHENTICATED(401), DENIED(403), NOT_FOUND(404), METHOD_NOT_ALLOWED(405), CONFLICT(409),
        TOO_LARGE(413), UNSUPPORTED(422), TOO_MANY(429), INTERNAL(500), UNREACHABLE(503), TIMED_OUT(504);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        /** The HTTP status of this kind. */
        public int status() {
            return status;
        }
    }

    private final Kind kind;
    private final String title;
    private final String detail;
    private final String remedy;

    public Problem(Kind kind, String title, String detail, String remedy, Throwable cause) {
        super(detail.isEmpty() ? title : title + ": " + detail, cause);
        this.kind = Objects.requireNonNull(kind);
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
    }

    public static Problem of(Kind kind, String title, String detail) {
        return new Problem(kind, title, detail, "", null);
    }

    public static Problem of(Kind kind, String title, String detail, String remedy) {
        return new Problem(kind, title, detail, remedy, null);
    }

    public static Problem invalid(String detail) {
        return of(Kind.INVALID, "The request is not valid", detail);
    }

    public static Problem notFound(String what, String name) {
        return of(Kind.NOT_FOUND, "No such " + what, name);
    }

    /** What was thrown, as a problem; what nobody foresaw becomes {@link Kind#INTERNAL}. */
    public static Problem from(Throwable thrown) {
        return thrown instanceof Problem problem ? problem
                : new Problem(Kind.INTERNAL, "The console failed", String.valueOf(thrown), "See the console's log",
                thrown);
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return title;
    }

    /** May be empty, never null. */
    public String detail() {
        return detail;
    }

    /** What to do about it; may be empty, never null. */
    public String remedy() {
        return remedy;
    }
}
