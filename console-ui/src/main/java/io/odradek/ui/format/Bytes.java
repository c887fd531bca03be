package io.odradek.ui.format;

/** Sizes in binary units, as operating systems and Kafka's own settings count them. */
public final class Bytes {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Bytes() {
    }

    /** Such as "0 B", "1.5 KiB", "12.4 GiB". */
    public static String text(double bytes) {
        if (Double.isNaN(bytes) || bytes < 0) {
            return Figure.UNKNOWN;
        }
        double value = bytes;
        int unit = 0;
        while (value >= 1023.5 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return (unit == 0 ? String.valueOf(Math.round(value)) : Figure.digits(value)) + " " + UNITS[unit];
    }

    /** Per second, such as "1.5 KiB/s". */
    public static String rate(double bytesPerSecond) {
        String text = text(bytesPerSecond);
        return text.equals(Figure.UNKNOWN) ? text : text + "/s";
    }
}
