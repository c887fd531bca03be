package io.odradek.console.record;

import java.util.HexFormat;

/**
 * Which records match: those that contain the text where it is looked for, and for which the expression is true.
 *
 * @param text          empty matches all
 * @param caseSensitive whether case matters
 * @param expression    in CEL (see {@link ExpressionMatch} for what it may name); empty for none
 * @param keyHex        the bytes of the key, all of them, two digits each; empty for any key
 */
public record Filter(String text, boolean inKey, boolean inValue, boolean inHeaders, boolean caseSensitive,
        String expression, String keyHex) {

    public static final Filter NONE = new Filter("", true, true, true, false, "", "");

    public static Filter text(String text) {
        return new Filter(text, true, true, true, false, "", "");
    }

    /** The same, of records with this key alone. */
    public Filter withKey(byte[] key) {
        return new Filter(text, inKey, inValue, inHeaders, caseSensitive, expression, HexFormat.of().formatHex(key));
    }

    /** What a person typed into one field: an expression after an equals sign, else text. */
    public static Filter typed(String typed) {
        return typed.startsWith("=") ? new Filter("", true, true, true, false, typed.substring(1).strip(), "")
                : text(typed);
    }
}
