package io.odradek.console.record;

import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.ReadRecord;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A filter made ready: looks for the text's UTF-8 bytes in the raw bytes, so that a scan decodes nothing that does not
 * match. Text of ASCII letters
 * is found whatever their case; with other letters and case ignored the bytes are decoded first.
 */
final class TextMatch {

    private final Filter filter;
    private final byte[] wanted;
    private final boolean ascii;
    private final String lower;

    TextMatch(Filter filter) {
        this.filter = filter;
        this.ascii = filter.text().chars().allMatch(c -> c < 128);
        this.lower = filter.text().toLowerCase(Locale.ROOT);
        this.wanted = (filter.caseSensitive() ? filter.text() : lower).getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that every match has somewhere in key, value or headers; null where that cannot be told. */
    NearLog.Needle needle() {
        boolean known = wanted.length > 0 && (ascii || filter.caseSensitive());
        return known ? new NearLog.Needle(wanted, !filter.caseSensitive()) : null;
    }

    boolean matches(ReadRecord record) {
        if (wanted.length == 0) {
            return true;
        }
        if (filter.inKey() && in(record.key()) || filter.inValue() && in(record.value())) {
            return true;
        }
        if (filter.inHeaders()) {
            for (ReadRecord.Bytes header : record.headers()) {
                if (in(header.name().getBytes(StandardCharsets.UTF_8)) || in(header.value())) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean in(byte[] bytes) {
        if (bytes == null || bytes.length < wanted.length && ascii) {
            return false;
        }
        if (!ascii && !filter.caseSensitive()) {
            return new String(bytes, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).contains(lower);
        }
        int last = bytes.length - wanted.length;
        for (int from = 0; from <= last; from++) {
            int i = 0;
            while (i < wanted.length && folded(bytes[from + i]) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private byte folded(byte b) {
        return !filter.caseSensitive() && b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
