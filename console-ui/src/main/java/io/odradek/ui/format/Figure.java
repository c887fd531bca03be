package io.odradek.ui.format;

import java.util.Locale;

/** What all figures share: how the unknown looks, and how many digits are worth reading. */
public final class Figure {
    /** Shown where nothing is known; never 0. */
    public static final String UNKNOWN = "–";

    private Figure() {
    }

    /** Three significant digits at most, without trailing zeros: 1.25, 12.5, 125. */
    static String digits(double value) {
        int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        if (text.indexOf('.') < 0) {
            return text;
        }
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
