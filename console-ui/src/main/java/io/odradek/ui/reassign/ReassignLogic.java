package io.odradek.ui.reassign;

import io.odradek.console.reassign.Goal;
import io.odradek.console.reassign.Running;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Figure;
import io.odradek.ui.text.Phrase;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be reached, as typed and as kept in the address.
 *
 * @param number   a broker's id, or a replication factor
 * @param brokers  ids joined by commas
 * @param topics   names or patterns joined by commas
 * @param throttle MiB a second, or empty
 */
record ReassignLogic(Kind kind, String number, String brokers, String topics, String throttle) {
    private static final String NUMBERS = "\\s*\\d{1,9}(\\s*,\\s*\\d{1,9})*\\s*";
    private static final double MIB = 1 << 20;

    /** Kinds of goals. */
    enum Kind {
        DRAIN, BALANCE, FACTOR, SPREAD
    }

    static ReassignLogic parse(Map<String, String> query) {
        Kind kind = Kind.DRAIN;
        for (Kind one : Kind.values()) {
            if (one.name().equalsIgnoreCase(query.getOrDefault("goal", ""))) {
                kind = one;
            }
        }
        return new ReassignLogic(kind, query.getOrDefault("n", ""), query.getOrDefault("brokers", ""),
                query.getOrDefault("topics", ""), query.getOrDefault("throttle", ""));
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("goal", kind.name().toLowerCase(Locale.ROOT));
        query.put("n", takesNumber() ? number : "");
        query.put("brokers", kind == Kind.SPREAD ? brokers : "");
        query.put("topics", topics);
        query.put("throttle", throttle);
        return query;
    }

    boolean takesNumber() {
        return kind == Kind.DRAIN || kind == Kind.FACTOR;
    }

    /** Nothing asked for yet. */
    boolean blank() {
        return kind == Kind.DRAIN && number.isBlank();
    }

    Optional<Phrase> mistake() {
        if (takesNumber() && !number.matches("\\d{1,9}")) {
            return Optional.of(Phrase.of(kind == Kind.DRAIN ? "reassign.broker.wrong" : "reassign.factor.wrong"));
        }
        if (kind == Kind.SPREAD && !brokers.matches(NUMBERS)) {
            return Optional.of(Phrase.of("reassign.brokers.wrong"));
        }
        if ((kind == Kind.SPREAD || kind == Kind.FACTOR) && names().isEmpty()) {
            return Optional.of(Phrase.of("reassign.topics.wrong"));
        }
        if (!throttle.isBlank() && !throttle.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            return Optional.of(Phrase.of("reassign.throttle.wrong"));
        }
        return Optional.empty();
    }

    /** Only without a mistake. */
    Goal goal() {
        return switch (kind) {
            case DRAIN -> new Goal.Drain(Integer.parseInt(number), names());
            case BALANCE -> new Goal.Balance(names());
            case FACTOR -> new Goal.Factor(names(), Integer.parseInt(number));
            case SPREAD -> new Goal.Spread(names(), numbers());
        };
    }

    long throttleBytes() {
        return throttle.isBlank() ? 0 : Math.max(1, Math.round(Double.parseDouble(throttle) * MIB));
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (String name : topics.split("[,\\s]+")) {
            if (!name.isBlank()) {
                names.add(name);
            }
        }
        return names;
    }

    private Set<Integer> numbers() {
        Set<Integer> numbers = new TreeSet<>();
        for (String number : brokers.split(",")) {
            numbers.add(Integer.parseInt(number.strip()));
        }
        return numbers;
    }

    /** From 0 to 1; -1 when it cannot be told. */
    static double part(Running move) {
        return move.total() < 0 ? -1 : move.total() == 0 ? 1 : (double) move.copied() / move.total();
    }

    static String progress(Running move) {
        return move.total() < 0 ? Figure.UNKNOWN : Bytes.text(move.copied()) + " / " + Bytes.text(move.total());
    }

    /** A figure before and after, one only where it stays. */
    static String change(long before, long after) {
        return before == after ? Counts.text(before) : Counts.text(before) + " → " + Counts.text(after);
    }
}
