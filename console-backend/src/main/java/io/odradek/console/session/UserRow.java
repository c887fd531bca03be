package io.odradek.console.session;

import java.util.List;

/**
 * A user as people see one; without secrets.
 *
 * @param grants   in text, such as "editor on topic:orders-* in local"
 * @param sessions how many are open now
 */
public record UserRow(String name, List<String> grants, List<TokenRow> tokens, int sessions) {

    /** A program's way in. */
    public record TokenRow(String id, String note, long createdMs) {
    }
}
