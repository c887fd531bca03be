package io.odradek.ui.group;

import io.odradek.console.group.GroupQuery;
import io.odradek.console.group.GroupRow;
import io.odradek.console.group.GroupSort;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Figure;
import io.odradek.ui.part.Tone;
import io.odradek.ui.text.Phrase;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the list of groups shows, kept in its address. */
record GroupsLogic(String text, GroupSort sort, boolean descending) {
    static GroupsLogic parse(Map<String, String> query) {
        return new GroupsLogic(query.getOrDefault("q", ""), sort(query.getOrDefault("sort", "")),
                query.getOrDefault("desc", "").equals("true"));
    }

    private static GroupSort sort(String name) {
        for (GroupSort sort : GroupSort.values()) {
            if (sort.name().equalsIgnoreCase(name)) {
                return sort;
            }
        }
        return GroupSort.NAME;
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("q", text);
        query.put("sort", sort == GroupSort.NAME ? "" : sort.name().toLowerCase(Locale.ROOT));
        query.put("desc", descending ? "true" : "");
        return query;
    }

    GroupQuery window(int offset, int limit) {
        return new GroupQuery(text, "", sort, descending, offset, limit);
    }

    GroupsLogic withText(String next) {
        return new GroupsLogic(next, sort, descending);
    }

    GroupsLogic withSort(GroupSort next, boolean down) {
        return new GroupsLogic(text, next, down);
    }

    /** Members come and go in every state but these two. */
    static Tone stateTone(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "stable" -> Tone.GOOD;
            case "empty", "dead", "unknown" -> Tone.PLAIN;
            default -> Tone.WARN;
        };
    }

    /** How long the oldest unread record has waited; what is older than we have watched says so. */
    static String time(long lag, long lagMs) {
        return lag == 0 ? Durations.text(0) : lagMs < 0 ? Figure.UNKNOWN : Durations.text(lagMs);
    }

    /** Against a minute before. */
    static String trend(GroupRow row) {
        if (row.lag() < 0 || row.lagBefore() < 0 || row.lag() == row.lagBefore()) {
            return "";
        }
        return row.lag() > row.lagBefore() ? "↗" : "↘";
    }

    static Tone trendTone(GroupRow row) {
        return trend(row).equals("↗") ? Tone.WARN : Tone.GOOD;
    }

    static Phrase summary(GroupRow row) {
        return Phrase.of("groups.summary", row.state(), Counts.text(row.members()), Counts.brief(row.lag()));
    }
}
