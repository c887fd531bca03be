package io.odradek.console.record;

import io.odradek.console.kafka.ReadRecord;

/** A filter made ready for many records. One thread. */
interface Match {

    boolean matches(ReadRecord record);

    /** Problem INVALID where the expression is none. */
    static Match of(Filter filter) {
        TextMatch text = new TextMatch(filter);
        if (filter.expression().isEmpty()) {
            return text;
        }
        ExpressionMatch expression = new ExpressionMatch(filter.expression());
        // Looking for bytes is far cheaper than evaluating.
        return record -> text.matches(record) && expression.matches(record);
    }
}
