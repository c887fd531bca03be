package io.odradek.ui.format;

import java.util.Locale;

/** Numbers of things. */
public final class Counts {
    private static final String[] UNITS = {"", "k", "M", "G", "T"};

    private Counts() {
    }

    /** Every digit, in groups of three: "1,234,567". */
    public static String text(long count) {
        return count < 0 ? Figure.UNKNOWN : String.format(Locale.ROOT, "%,d", count);
    }

    /** Three digits and a unit: "999", "1.23k", "45.6M". */
    public static String brief(double count) {
        if (Double.isNaN(count) || count < 0) {
            return Figure.UNKNOWN;
        }
        double value = count;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return Figure.digits(value) + UNITS[unit];
    }

    /** Per second: "0/s", "12.5/s", "1.2k/s". */
    public static String rate(double perSecond) {
        String text = brief(perSecond);
        return text.equals(Figure.UNKNOWN) ? text : text + "/s";
    }

    /** A part of a whole, such as "12%"; unknown when there is no whole. */
    public static String percent(double part, double whole) {
        return part < 0 || whole <= 0 ? Figure.UNKNOWN : Math.round(100 * part / whole) + "%";
    }
}
