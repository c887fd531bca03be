package io.odradek.ui.topic;

import io.odradek.console.group.TopicReader;
import io.odradek.console.topic.TopicQuery;
import io.odradek.console.topic.TopicRow;
import io.odradek.console.topic.TopicSort;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the list of topics shows, kept in its address. */
record TopicsLogic(String text, boolean internal, TopicSort sort, boolean descending) {
    static TopicsLogic parse(Map<String, String> query) {
        return new TopicsLogic(query.getOrDefault("q", ""), query.getOrDefault("internal", "").equals("true"),
                sort(query.getOrDefault("sort", "")), query.getOrDefault("desc", "").equals("true"));
    }

    private static TopicSort sort(String name) {
        for (TopicSort sort : TopicSort.values()) {
            if (sort.name().equalsIgnoreCase(name)) {
                return sort;
            }
        }
        return TopicSort.NAME;
    }

    /** What is as it is by default stays out of the address. */
    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("internal", internal ? "true" : "");
        query.put("sort", sort == TopicSort.NAME ? "" : sort.name().toLowerCase(Locale.ROOT));
        query.put("desc", descending ? "true" : "");
        return query;
    }

    TopicQuery window(int offset, int limit) {
        return new TopicQuery(text, internal, sort, descending, offset, limit);
    }

    TopicsLogic withText(String next) {
        return new TopicsLogic(next, internal, sort, descending);
    }

    TopicsLogic withInternal(boolean next) {
        return new TopicsLogic(text, next, sort, descending);
    }

    TopicsLogic withSort(TopicSort next, boolean down) {
        return new TopicsLogic(text, internal, next, down);
    }

    static Tone inSyncTone(TopicRow row) {
        return row.offline() > 0 ? Tone.BAD : row.inSync() < row.partitions() ? Tone.WARN : Tone.PLAIN;
    }

    static String inSync(TopicRow row) {
        return row.inSync() == row.partitions() ? String.valueOf(row.inSync()) : row.inSync() + " / "
                + row.partitions();
    }

    /** All in one line, for windows without room for columns. */
    static Phrase summary(TopicRow row) {
        return Phrase.of("topics.summary", Counts.text(row.partitions()), Counts.brief(row.messages()),
                Bytes.text(row.sizeBytes()));
    }

    /** Of the one furthest behind; a lag of which all are unknown stays so. */
    static String lag(List<TopicReader> readers) {
        return readers.isEmpty() ? "" : Counts.brief(readers.getFirst().lag());
    }

    static Tone lagTone(List<TopicReader> readers) {
        return !readers.isEmpty() && readers.getFirst().lag() > 0 ? Tone.WARN : Tone.PLAIN;
    }

    /** Each with its lag, a line each, as many as one reads. */
    static String eachReader(List<TopicReader> readers) {
        return readers.stream().limit(20).map(reader -> reader.group() + ": " + Counts.text(reader.lag()))
                .collect(Collectors.joining("\n"));
    }
}
