package io.odradek.console.record;

/**
 * Which records match: those that contain the text where it is looked for, and for which the expression is true.
 *
 * @param text          empty matches all
 * @param caseSensitive whether case matters
 * @param expression    in CEL (see {@link ExpressionMatch} for what it may name); empty for none
 */
public record Filter(String text, boolean inKey, boolean inValue, boolean inHeaders, boolean caseSensitive,
        String expression) {

    public static final Filter NONE = new Filter("", true, true, true, false, "");

    public static Filter text(String text) {
        return new Filter(text, true, true, true, false, "");
    }

    /** What a person typed into one field: an expression after an equals sign, else text. */
    public static Filter typed(String typed) {
        return typed.startsWith("=") ? new Filter("", true, true, true, false, typed.substring(1).strip())
                : text(typed);
    }
}
