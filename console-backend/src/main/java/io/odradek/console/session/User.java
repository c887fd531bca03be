package io.odradek.console.session;

import java.util.List;

/**
 * A user as the file has one.
 *
 * @param password its hash
 * @param grants   in text, as {@link Grant} understands
 */
record User(String name, String password, List<String> grants, List<Token> tokens) {

    User {
        grants = grants == null ? List.of() : List.copyOf(grants);
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
    }

    /**
     * What a program signs in with.
     *
     * @param id   to take it back by
     * @param hash of its secret, SHA-256; the secret is random and long, so that nothing slower is needed
     * @param note what it is for
     */
    record Token(String id, String hash, String note, long createdMs) {
    }

    List<Grant> parsed() {
        return grants.stream().map(Grant::parse).toList();
    }
}
