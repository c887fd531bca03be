package io.odradek.wire.generator;

/**
 * An inclusive range of message versions, as schemas write it: {@code none}, {@code 3}, {@code 3-5} or {@code 3+}.
 *
 * @param low  first version
 * @param high last version; {@link Short#MAX_VALUE} for an open end; below {@code low} for none
 */
record Versions(int low, int high) {
    static final Versions NONE = new Versions(0, -1);
    static final Versions ALL = new Versions(0, Short.MAX_VALUE);

    static Versions parse(String text) {
        String s = text.trim();
        if (s.equals("none")) {
            return NONE;
        }
        try {
            if (s.endsWith("+")) {
                return checked(text, number(s.substring(0, s.length() - 1)), Short.MAX_VALUE);
            }
            int dash = s.indexOf('-');
            if (dash < 0) {
                return checked(text, number(s), number(s));
            }
            return checked(text, number(s.substring(0, dash)), number(s.substring(dash + 1)));
        } catch (NumberFormatException e) {
            throw new SchemaException("not a version range: " + text);
        }
    }

    private static int number(String s) {
        return Integer.parseInt(s);
    }

    private static Versions checked(String text, int low, int high) {
        if (low < 0 || high < low || high > Short.MAX_VALUE) {
            throw new SchemaException("not a version range: " + text);
        }
        return new Versions(low, high);
    }

    boolean isEmpty() {
        return high < low;
    }

    boolean contains(int version) {
        return low <= version && version <= high;
    }

    boolean covers(Versions other) {
        return other.isEmpty() || low <= other.low && other.high <= high;
    }

    Versions intersect(Versions other) {
        Versions both = new Versions(Math.max(low, other.low), Math.min(high, other.high));
        return both.isEmpty() ? NONE : both;
    }

    /** What of this range lies below {@code other}, which must be empty or reach to this range's end. */
    Versions below(Versions other) {
        Versions shared = intersect(other);
        if (shared.isEmpty()) {
            return this;
        }
        if (shared.high != high) {
            throw new SchemaException(other + " does not reach to the end of " + this);
        }
        return shared.low == low ? NONE : new Versions(low, shared.low - 1);
    }

    /** The Java condition that {@code version}, known to lie in {@code scope}, lies in this range too. */
    String condition(Versions scope) {
        Versions shared = intersect(scope);
        if (shared.isEmpty()) {
            return "false";
        }
        String from = shared.low > scope.low ? "version >= " + shared.low : "";
        String to = shared.high < scope.high ? "version <= " + shared.high : "";
        if (from.isEmpty() && to.isEmpty()) {
            return "true";
        }
        return from.isEmpty() || to.isEmpty() ? from + to : from + " && " + to;
    }

    @Override
    public String toString() {
        if (isEmpty()) {
            return "none";
        }
        return high == Short.MAX_VALUE ? low + "+" : low == high ? "" + low : low + "-" + high;
    }
}
