package io.odradek.console.change;

import io.odradek.console.problem.Problem;
import io.odradek.console.problem.Sentence;
import java.util.function.Predicate;

/**
 * Who asks, and what they may do.
 *
 * @param name   the user's name; "anonymous" where nobody needs to sign in
 * @param origin from where: the address of the client, or "console" for the console itself
 */
public record Actor(String name, String origin, Rights rights) {

    /** The console acting on its own. */
    public static final Actor CONSOLE = new Actor("console", "console", Rights.ALL);

    /** Somebody who may do everything without a name; for tests. */
    public static Actor anonymous(String origin) {
        return new Actor("anonymous", origin, Rights.ALL);
    }

    public boolean may(Need need) {
        return rights.refusal(need).isEmpty();
    }

    /** Throws Problem DENIED when this is not theirs to do. */
    public void require(Need need) {
        Sentence refusal = rights.refusal(need);
        if (!refusal.isEmpty()) {
            throw Problem.of(Problem.Kind.DENIED, Sentence.of("Not permitted"), refusal);
        }
    }

    /** Which topics or groups of a cluster they see. */
    public Predicate<String> sees(String cluster, Need.Kind kind) {
        return name -> may(Need.view(cluster, kind, name));
    }
}
