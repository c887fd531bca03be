package io.odradek.console.session;

import io.odradek.console.problem.Problem;
import io.vertx.ext.auth.hashing.HashString;
import io.vertx.ext.auth.hashing.HashingStrategy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Passwords as PBKDF2 with HMAC-SHA-512, each with its own salt; the text carries algorithm and cost, so that the cost
 * may grow. Checking takes some hundred milliseconds of a core, and no more than {@link #AT_ONCE} do at a time.
 */
final class Passwords {

    /** What OWASP's password storage cheat sheet asks of PBKDF2-HMAC-SHA512. */
    private static final String ITERATIONS = "210000";
    private static final String ALGORITHM = "pbkdf2";
    private static final int SALT_BYTES = 16;
    private static final int LEAST = 8;
    private static final int MOST = 1_024;
    private static final int AT_ONCE = 2;

    private final String iterations;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private HashingStrategy hashing;
    private String nobodys;

    Passwords() {
        this(ITERATIONS);
    }

    /** Of another cost. */
    Passwords(String iterations) {
        this.iterations = iterations;
    }

    /** The text to keep of a new password; Problem INVALID where it is too easy. */
    String hash(String name, String password) {
        if (password == null || password.length() < LEAST || password.length() > MOST) {
            throw Problem.invalid("a password has {0} to {1} characters", LEAST, MOST);
        }
        if (password.equalsIgnoreCase(name)) {
            throw Problem.invalid("a password is not the user's name");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        String text = Base64.getEncoder().withoutPadding().encodeToString(salt);
        free.acquireUninterruptibly();
        try {
            return hashing().hash(ALGORITHM, Map.of("it", iterations), text, password);
        } finally {
            free.release();
        }
    }

    /** @param kept null where there is no such user, which takes as long */
    boolean matches(String kept, String password) {
        if (password == null || password.length() > MOST) {
            return false;
        }
        free.acquireUninterruptibly();
        try {
            HashString known = new HashString(kept != null ? kept : nobodys());
            String got = hashing().get(known.id()).hash(known, password);
            return MessageDigest.isEqual(got.getBytes(StandardCharsets.UTF_8),
                    known.hash().getBytes(StandardCharsets.UTF_8)) && kept != null;
        } finally {
            free.release();
        }
    }

    /** Found when it is first needed, not at the start. */
    private synchronized HashingStrategy hashing() {
        if (hashing == null) {
            hashing = HashingStrategy.load();
        }
        return hashing;
    }

    private synchronized String nobodys() {
        if (nobodys == null) {
            nobodys = hashing().hash(ALGORITHM, Map.of("it", iterations), "AAAAAAAAAAAAAAAAAAAAAA", "nobody");
        }
        return nobodys;
    }
}
