package io.odradek.engine.config;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * One declared configuration key. Immutable.
 *
 * @param <T> Integer (also for Kafka's SHORT), Long, Double, Boolean, String or List&lt;String&gt;
 */
public final class Key<T> {
    /** How a broker key may change while the broker runs. */
    public enum Scope { READ_ONLY, PER_BROKER, CLUSTER_WIDE }

    private interface Check {
        /** Null when the value is fine, else Kafka's sentence about it. */
        String complaint(Object value);
    }

    private final String name;
    private final Type type;
    private final T defaultValue;
    private final String doc;
    private final Scope scope;
    private final Check check;
    private final String range;

    private Key(String name, Type type, T defaultValue, String doc) {
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.doc = doc;
        this.scope = Scope.READ_ONLY;
        this.check = v -> null;
        this.range = "";
    }

    private Key(Key<T> from, Scope scope, Check check, String range) {
        this.name = from.name;
        this.type = from.type;
        this.defaultValue = from.defaultValue;
        this.doc = from.doc;
        this.scope = scope;
        this.check = check;
        this.range = range;
    }

    static Key<Integer> ofInt(String name, Integer defaultValue, String doc) {
        return new Key<>(name, Type.INT, defaultValue, doc);
    }

    static Key<Integer> ofShort(String name, Integer defaultValue, String doc) {
        return new Key<>(name, Type.SHORT, defaultValue, doc);
    }

    static Key<Long> ofLong(String name, Long defaultValue, String doc) {
        return new Key<>(name, Type.LONG, defaultValue, doc);
    }

    static Key<Double> ofDouble(String name, Double defaultValue, String doc) {
        return new Key<>(name, Type.DOUBLE, defaultValue, doc);
    }

    static Key<Boolean> ofBool(String name, Boolean defaultValue, String doc) {
        return new Key<>(name, Type.BOOLEAN, defaultValue, doc);
    }

    static Key<String> ofString(String name, String defaultValue, String doc) {
        return new Key<>(name, Type.STRING, defaultValue, doc);
    }

    static Key<String> ofClass(String name, String defaultValue, String doc) {
        return new Key<>(name, Type.CLASS, defaultValue, doc);
    }

    static Key<String> ofPassword(String name, String doc) {
        return new Key<>(name, Type.PASSWORD, null, doc);
    }

    static Key<List<String>> ofList(String name, List<String> defaultValue, String doc) {
        return new Key<>(name, Type.LIST, defaultValue, doc);
    }

    Key<T> atLeast(Number min) {
        return new Key<>(this, scope, v -> below(v, min) ? "Value must be at least " + min : null, "[" + min + ",...]");
    }

    Key<T> between(Number min, Number max) {
        return new Key<>(this, scope, v -> below(v, min) ? "Value must be at least " + min
                : below(max, (Number) v) ? "Value must be no more than " + max : null, "[" + min + ",...," + max + "]");
    }

    Key<T> oneOf(String... choices) {
        List<String> all = List.of(choices);
        return new Key<>(this, scope, v -> {
            List<?> values = v instanceof List<?> list ? list : List.of(v);
            for (Object each : values) {
                if (!all.contains(each)) return "String must be one of: " + String.join(", ", all);
            }
            return null;
        }, "[" + String.join(", ", all) + "]");
    }

    Key<T> dynamic() {
        return new Key<>(this, Scope.CLUSTER_WIDE, check, range);
    }

    Key<T> perBroker() {
        return new Key<>(this, Scope.PER_BROKER, check, range);
    }

    /** Parses and checks; throws {@link ConfigError} with Kafka's message. */
    @SuppressWarnings("unchecked")
    public T parse(String text) {
        T value = (T) type.parse(name, Objects.requireNonNull(text, name));
        String complaint = check.complaint(value);
        if (complaint != null) throw ConfigError.invalid(name, type.print(value), complaint);
        return value;
    }

    public String print(Object value) {
        return type.print(value);
    }

    public String name() {
        return name;
    }

    public Type type() {
        return type;
    }

    /** Null when the key has no default. */
    public T defaultValue() {
        return defaultValue;
    }

    public String doc() {
        return doc;
    }

    public Scope scope() {
        return scope;
    }

    public String range() {
        return range;
    }

    /** Never shown to anybody. */
    public boolean sensitive() {
        return type == Type.PASSWORD || name.toLowerCase(Locale.ROOT).endsWith(".jaas.config");
    }

    private static boolean below(Object value, Number min) {
        if (!(value instanceof Number n)) return false;
        return n instanceof Double || min instanceof Double ? n.doubleValue() < min.doubleValue()
                : n.longValue() < min.longValue();
    }

    @Override
    public String toString() {
        return name;
    }
}
