package io.odradek.console.record;

import java.nio.charset.StandardCharsets;

/** Texts in which {@code #{n}} stands for a number that counts on. */
final class Numbered {

    private static final byte[] PLACE = "#{n}".getBytes(StandardCharsets.UTF_8);

    private Numbered() {
    }

    /** The bytes with every place taken by the number; the same ones where there is none. */
    static byte[] in(byte[] bytes, long number) {
        if (bytes == null || !has(bytes)) {
            return bytes;
        }
        return new String(bytes, StandardCharsets.ISO_8859_1).replace("#{n}", Long.toString(number))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean has(byte[] bytes) {
        for (int at = 0; at <= bytes.length - PLACE.length; at++) {
            int i = 0;
            while (i < PLACE.length && bytes[at + i] == PLACE[i]) {
                i++;
            }
            if (i == PLACE.length) {
                return true;
            }
        }
        return false;
    }
}
