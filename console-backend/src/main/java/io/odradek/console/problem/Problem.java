package io.odradek.console.problem;

import java.util.Objects;

/**
 * A failure that a person can act on. The title says what happened, the detail to what, the remedy what to do. The
 * message is in English.
 */
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
    private final transient Sentence title;
    private final transient Sentence detail;
    private final transient Sentence remedy;

    public Problem(Kind kind, Sentence title, Sentence detail, Sentence remedy, Throwable cause) {
        super(title.with(detail).toString(), cause);
        this.kind = Objects.requireNonNull(kind);
        this.title = title;
        this.detail = detail;
        this.remedy = remedy;
    }

    public static Problem of(Kind kind, Sentence title, Sentence detail) {
        return new Problem(kind, title, detail, Sentence.NONE, null);
    }

    public static Problem of(Kind kind, Sentence title, Sentence detail, Sentence remedy) {
        return new Problem(kind, title, detail, remedy, null);
    }

    /** In words without holes. */
    public static Problem of(Kind kind, String title, String detail) {
        return of(kind, Sentence.of(title), Sentence.of(detail));
    }

    /** In words without holes. */
    public static Problem of(Kind kind, String title, String detail, String remedy) {
        return of(kind, Sentence.of(title), Sentence.of(detail), Sentence.of(remedy));
    }

    /** What was asked for makes no sense, and why; the pattern's holes are filled with the rest. */
    public static Problem invalid(String pattern, Object... args) {
        return invalid(Sentence.of(pattern, args));
    }

    public static Problem invalid(Sentence detail) {
        return of(Kind.INVALID, Sentence.of("The request is not valid"), detail);
    }

    /** @param title such as "No such topic" */
    public static Problem notFound(String title, Object name) {
        return of(Kind.NOT_FOUND, Sentence.of(title), Sentence.quoted(String.valueOf(name)));
    }

    /** What was thrown, as a problem; what nobody foresaw becomes {@link Kind#INTERNAL}. */
    public static Problem from(Throwable thrown) {
        return thrown instanceof Problem problem ? problem
                : new Problem(Kind.INTERNAL, Sentence.of("The console failed"),
                        Sentence.quoted(String.valueOf(thrown)), Sentence.of("See the console's log"), thrown);
    }

    public Kind kind() {
        return kind;
    }

    public Sentence title() {
        return title;
    }

    /** May be empty, never null. */
    public Sentence detail() {
        return detail;
    }

    /** What to do about it; may be empty, never null. */
    public Sentence remedy() {
        return remedy;
    }

    /** Title and detail in one, as the message is. */
    public Sentence said() {
        return title.with(detail);
    }
}
