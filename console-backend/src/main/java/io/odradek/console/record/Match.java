package io.odradek.console.record;

import io.odradek.console.kafka.NearLog;
import io.odradek.console.kafka.ReadRecord;
import io.odradek.console.problem.Problem;
import java.util.Arrays;
import java.util.HexFormat;

/** A filter made ready for many records: the key asked for, then the text, then the expression. Any thread. */
final class Match {

    private final byte[] key;
    private final TextMatch text;
    private final ExpressionMatch expression;

    private Match(byte[] key, TextMatch text, ExpressionMatch expression) {
        this.key = key;
        this.text = text;
        this.expression = expression;
    }

    /** Problem INVALID where the expression or the key is none. */
    static Match of(Filter filter, Decoding decoding) {
        return new Match(filter.keyHex().isEmpty() ? null : key(filter.keyHex()), new TextMatch(filter),
                filter.expression().isEmpty() ? null : new ExpressionMatch(filter.expression(), decoding));
    }

    private static byte[] key(String hex) {
        try {
            return HexFormat.of().parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("a key's bytes are two hexadecimal digits each: {0}", hex);
        }
    }

    /** Looking for bytes is far cheaper than evaluating, so that comes last. */
    boolean matches(ReadRecord record) {
        return (key == null || Arrays.equals(key, record.key())) && text.matches(record)
                && (expression == null || expression.matches(record));
    }

    /** Records so far for which the expression could not be evaluated. */
    long failed() {
        return expression == null ? 0 : expression.failed();
    }

    /** The only key that matches, whether asked for or named by the expression; null where any may. */
    byte[] key() {
        return key != null ? key : expression == null ? null : expression.key();
    }

    /** Bytes that every match has; null where none are known. */
    NearLog.Needle needle() {
        NearLog.Needle wanted = text.needle();
        byte[] only = key();
        if (only == null || only.length == 0 || wanted != null && wanted.bytes().length >= only.length) {
            return wanted;
        }
        return new NearLog.Needle(only, false);
    }
}
