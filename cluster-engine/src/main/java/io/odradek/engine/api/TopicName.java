package io.odradek.engine.api;

import java.util.Set;
import java.util.regex.Pattern;

/** What may be the name of a topic, and which names are the brokers' own. */
final class TopicName {
    /** The name and a partition number make a directory's name of at most 255 characters. */
    private static final int LONGEST = 249;
    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]+");
    static final String OFFSETS = "__consumer_offsets";
    static final String TRANSACTIONS = "__transaction_state";
    static final String SHARES = "__share_group_state";
    private static final Set<String> INTERNAL = Set.of(OFFSETS, TRANSACTIONS, SHARES);

    private TopicName() {}

    static boolean valid(String name) {
        return name.length() <= LONGEST && !name.equals(".") && !name.equals("..") && LEGAL.matcher(name).matches();
    }

    static boolean internal(String name) {
        return name != null && INTERNAL.contains(name);
    }
}
