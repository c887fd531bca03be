package io.odradek.ui.format;

/** Bytes in rows that fit a panel and a telephone: offset, eight bytes, and what of them is ASCII. */
public final class HexDump {
    private static final int ROW = 8;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private HexDump() {
    }

    /** Lines of {@code 00000010  6f 72 …  |or…|}, without a newline at the end. */
    public static String text(byte[] bytes) {
        StringBuilder out = new StringBuilder(bytes.length * 5 + 80);
        for (int row = 0; row < bytes.length; row += ROW) {
            if (row > 0) {
                out.append('\n');
            }
            row(out, bytes, row);
        }
        return out.toString();
    }

    private static void row(StringBuilder out, byte[] bytes, int from) {
        for (int shift = 28; shift >= 0; shift -= 4) {
            out.append(HEX[from >>> shift & 0xf]);
        }
        out.append(' ');
        for (int i = from; i < from + ROW; i++) {
            out.append(i == from ? "  " : " ");
            if (i < bytes.length) {
                out.append(HEX[bytes[i] >> 4 & 0xf]).append(HEX[bytes[i] & 0xf]);
            } else {
                out.append("  ");
            }
        }
        out.append("  |");
        for (int i = from; i < Math.min(bytes.length, from + ROW); i++) {
            out.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
        out.append('|');
    }
}
