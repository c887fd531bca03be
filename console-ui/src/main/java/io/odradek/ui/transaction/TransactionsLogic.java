package io.odradek.ui.transaction;

import io.odradek.console.transaction.HeldPartition;
import io.odradek.console.transaction.TransactionRow;
import io.odradek.console.transaction.TransactionTotals;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is asked for, as kept in the address.
 *
 * @param all also ids without a transaction that goes on
 * @param id  the one that is looked at, or empty
 */
record TransactionsLogic(String text, boolean all, int from, String id) {
    /** Rows of one page. */
    static final int PAGE = 50;

    static TransactionsLogic parse(Map<String, String> query) {
        String from = query.getOrDefault("from", "");
        return new TransactionsLogic(query.getOrDefault("q", ""), query.getOrDefault("all", "").equals("true"),
                from.matches("\\d{1,9}") ? Integer.parseInt(from) : 0, query.getOrDefault("id", ""));
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("all", all ? "true" : "");
        query.put("from", from == 0 ? "" : String.valueOf(from));
        query.put("id", id);
        return query;
    }

    TransactionsLogic withText(String next) {
        return new TransactionsLogic(next, all, 0, id);
    }

    TransactionsLogic withAll(boolean next) {
        return new TransactionsLogic(text, next, 0, id);
    }

    TransactionsLogic at(long next) {
        return new TransactionsLogic(text, all, (int) next, id);
    }

    TransactionsLogic of(String next) {
        return new TransactionsLogic(text, all, from, next);
    }

    static Tone tone(TransactionRow row) {
        return row.late() ? Tone.BAD : row.open() ? Tone.WARN : Tone.PLAIN;
    }

    /** Kafka's word, or that it should have ended. */
    static Phrase state(TransactionRow row) {
        return row.late() ? Phrase.of("tx.late", row.state()) : Phrase.of("tx.state", row.state());
    }

    static Tone heldTone(TransactionTotals totals) {
        return totals.hanging() > 0 ? Tone.BAD : totals.held() > 0 ? Tone.WARN : Tone.GOOD;
    }

    /** Without what grows by itself, so that rows are made anew only when something happened. */
    static List<Object> shape(List<TransactionRow> rows) {
        return rows.stream().<Object>map(row -> List.of(row.id(), row.state(), row.startedMs(), row.partitions(),
                row.producerEpoch(), row.late())).toList();
    }

    static Phrase holder(HeldPartition.Holder holder) {
        return holder.id().isEmpty() ? Phrase.of("tx.holder.unknown", holder.producerId(), holder.producerEpoch())
                : Phrase.of("tx.holder", holder.id());
    }
}
