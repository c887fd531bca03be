package io.odradek.engine.record;

import java.util.Arrays;

/**
 * Bytes to be found in other bytes, without decoding those; letters of ASCII in either case where wished. Horspool's
 * search: a table says how far to go on from each byte, so that most bytes are never looked at. Immutable.
 */
public final class Needle {
    private static final int BYTES = 256;

    private final byte[] wanted;
    private final byte[] folded = new byte[BYTES];
    private final int[] skip = new int[BYTES];

    /** @param anyCase whether letters of ASCII are found in either case */
    public Needle(byte[] wanted, boolean anyCase) {
        if (wanted.length == 0) throw new IllegalArgumentException("nothing to look for");
        for (int i = 0; i < BYTES; i++) folded[i] = anyCase && i >= 'A' && i <= 'Z' ? (byte) (i + 'a' - 'A') : (byte) i;
        this.wanted = new byte[wanted.length];
        for (int i = 0; i < wanted.length; i++) this.wanted[i] = folded[wanted[i] & 0xff];
        Arrays.fill(skip, wanted.length);
        for (int i = 0; i < wanted.length - 1; i++) {
            for (int b = 0; b < BYTES; b++) if (folded[b] == this.wanted[i]) skip[b] = wanted.length - 1 - i;
        }
    }

    /** Whether they are among these, from the first index to before the second. */
    public boolean in(byte[] bytes, int from, int to) {
        int last = wanted.length - 1;
        byte end = wanted[last];
        for (int at = from + last; at < to; at += skip[bytes[at] & 0xff]) {
            if (folded[bytes[at] & 0xff] == end && endsAt(bytes, at)) return true;
        }
        return false;
    }

    private boolean endsAt(byte[] bytes, int at) {
        int start = at - wanted.length + 1;
        for (int i = wanted.length - 2; i >= 0; i--) {
            if (folded[bytes[start + i] & 0xff] != wanted[i]) return false;
        }
        return true;
    }
}
