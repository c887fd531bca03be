package io.odradek.console.record;

/**
 * Which records match: those that contain the text where it is looked for.
 *
 * @param text          empty matches all
 * @param caseSensitive whether case matters
 */
public record Filter(String text, boolean inKey, boolean inValue, boolean inHeaders, boolean caseSensitive) {

    public static final Filter NONE = new Filter("", true, true, true, false);

    public static Filter text(String text) {
        return new Filter(text, true, true, true, false);
    }
}
