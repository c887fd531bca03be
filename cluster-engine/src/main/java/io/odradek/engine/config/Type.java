package io.odradek.engine.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How a value is written and read. The codes are those of the DescribeConfigs response. */
public enum Type {
    BOOLEAN(1), STRING(2), INT(3), SHORT(4), LONG(5), DOUBLE(6), LIST(7), CLASS(8), PASSWORD(9);

    private final byte code;

    Type(int code) {
        this.code = (byte) code;
    }

    public byte code() {
        return code;
    }

    /** The value of a text as Kafka's ConfigDef reads it; numbers and booleans are trimmed first. */
    Object parse(String name, String text) {
        String trimmed = text.trim();
        try {
            return switch (this) {
                case BOOLEAN -> bool(name, trimmed);
                case INT -> Integer.parseInt(trimmed);
                case SHORT -> (int) Short.parseShort(trimmed);
                case LONG -> Long.parseLong(trimmed);
                case DOUBLE -> Double.parseDouble(trimmed);
                case LIST -> list(trimmed);
                case STRING, CLASS -> trimmed;
                case PASSWORD -> text;
            };
        } catch (NumberFormatException e) {
            throw ConfigError.invalid(name, text, "Not a number of type " + this);
        }
    }

    /** The text of a value, as DescribeConfigs shows it. */
    String print(Object value) {
        if (value == null) return null;
        if (value instanceof List<?> list) return list.stream().map(String::valueOf).collect(Collectors.joining(","));
        return value.toString();
    }

    private static Boolean bool(String name, String text) {
        if (text.equalsIgnoreCase("true")) return true;
        if (text.equalsIgnoreCase("false")) return false;
        throw ConfigError.invalid(name, text, "Expected value to be either true or false");
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : Arrays.stream(text.split("\\s*,\\s*", -1)).toList();
    }
}
