package io.odradek.ui.record;

import io.odradek.console.record.Browse;
import io.odradek.console.record.Cost;
import io.odradek.console.record.Filter;
import io.odradek.console.record.Limits;
import io.odradek.console.record.Slice;
import io.odradek.console.record.Start;
import io.odradek.ui.format.Bytes;
import io.odradek.ui.format.Counts;
import io.odradek.ui.format.Durations;
import io.odradek.ui.format.Times;
import io.odradek.ui.text.Phrase;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the page of messages shows, kept in its address.
 *
 * @param at         an offset or a time as typed, for the starts that need one
 * @param partitions empty for all
 * @param open       the record shown beside the list
 */
record MessagesLogic(From from, String at, Set<Integer> partitions, String text, boolean live, Optional<Place> open,
        More more) {
    /**
     * What is seldom set.
     *
     * @param committed without records of transactions that were aborted or are undecided
     * @param keyHex    the only key shown, two digits a byte; empty for all
     * @param also      topics that are followed live besides this one
     * @param beside    the record that others are compared with
     */
    record More(boolean committed, String keyHex, Set<String> also, Optional<Place> beside) {
        static final More NONE = new More(false, "", Set.of(), Optional.empty());

        More withCommitted(boolean next) {
            return new More(next, keyHex, also, beside);
        }

        More withKey(String hex) {
            return new More(committed, hex, also, beside);
        }

        More withAlso(Set<String> topics) {
            return new More(committed, keyHex, topics, beside);
        }

        More withBeside(Optional<Place> place) {
            return new More(committed, keyHex, also, place);
        }
    }

    /** Where to start. */
    enum From {
        NEWEST, OLDEST, OFFSET, TIME
    }

    /** Where a record is. */
    record Place(int partition, long offset) {
        static Optional<Place> parse(String text) {
            return text.matches("\\d{1,9}:\\d{1,18}") ? Optional.of(new Place(Integer.parseInt(text.substring(0,
                    text.indexOf(':'))),
                    Long.parseLong(text.substring(text.indexOf(':') + 1)))) : Optional.empty();
        }

        String print() {
            return partition + ":" + offset;
        }
    }

    static MessagesLogic parse(Map<String, String> query) {
        From from = From.NEWEST;
        for (From each : From.values()) {
            if (each.name().equalsIgnoreCase(query.get("from"))) {
                from = each;
            }
        }
        return new MessagesLogic(from, query.getOrDefault("at", ""), partitions(query.getOrDefault("p", "")),
                query.getOrDefault("q", ""),
                query.getOrDefault("live", "").equals("true"), Place.parse(query.getOrDefault("r", "")),
                new More(query.getOrDefault("committed", "").equals("true"), hex(query.getOrDefault("k", "")),
                        topics(query.getOrDefault("also", "")), Place.parse(query.getOrDefault("vs", ""))));
    }

    private static String hex(String text) {
        return text.matches("([0-9a-fA-F]{2}){1,4096}") ? text : "";
    }

    /** "a, b" as a set. */
    static Set<String> topics(String text) {
        Set<String> found = new TreeSet<>();
        for (String part : text.split("[,\\s]+")) {
            if (!part.isEmpty()) {
                found.add(part);
            }
        }
        return found;
    }

    /** "0,3" as a set; what is no number is left out. */
    static Set<Integer> partitions(String text) {
        Set<Integer> found = new TreeSet<>();
        for (String part : text.split("[,\\s]+")) {
            if (part.matches("\\d{1,9}")) {
                found.add(Integer.valueOf(part));
            }
        }
        return found;
    }

    String partitionsText() {
        return partitions.stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
    }

    Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("from", from == From.NEWEST ? "" : from.name().toLowerCase(Locale.ROOT));
        query.put("at", needsAt() ? at : "");
        query.put("p", partitionsText());
        query.put("q", text);
        query.put("live", live ? "true" : "");
        query.put("committed", more.committed() ? "true" : "");
        query.put("k", more.keyHex());
        query.put("also", live ? String.join(",", more.also()) : "");
        query.put("vs", more.beside().map(Place::print).orElse(""));
        query.put("r", open.map(Place::print).orElse(""));
        return query;
    }

    boolean needsAt() {
        return from == From.OFFSET || from == From.TIME;
    }

    /** What keeps this from being asked. */
    Optional<Phrase> mistake(ZoneId zone) {
        return switch (from) {
            case OFFSET -> at.strip().matches("\\d{1,18}") ? Optional.empty()
                    : Optional.of(Phrase.of("messages.offset.wrong"));
            case TIME -> Times.parse(at, zone).isPresent() ? Optional.empty()
                    : Optional.of(Phrase.of("messages.time.wrong"));
            default -> Optional.empty();
        };
    }

    /** Only without a mistake. */
    Browse browse(String topic, ZoneId zone) {
        Start start = switch (from) {
            case NEWEST -> new Start.Newest();
            case OLDEST -> new Start.Oldest();
            case OFFSET -> new Start.Offset(Long.parseLong(at.strip()));
            case TIME -> {
                OptionalLong time = Times.parse(at, zone);
                yield new Start.Timestamp(time.orElse(0));
            }
        };
        Filter typed = Filter.typed(text);
        Filter filter = more.keyHex().isEmpty() ? typed : typed.withKey(HexFormat.of().parseHex(more.keyHex()));
        return new Browse(topic, start, partitions, filter, Limits.PAGE, "", "", "", more.committed());
    }

    MessagesLogic withStart(From next, String where) {
        return new MessagesLogic(next, where, partitions, text, live, Optional.empty(), more);
    }

    MessagesLogic withPartitions(Set<Integer> next) {
        return new MessagesLogic(from, at, next, text, live, Optional.empty(), more);
    }

    MessagesLogic withText(String next) {
        return new MessagesLogic(from, at, partitions, next, live, Optional.empty(), more);
    }

    MessagesLogic withLive(boolean next) {
        return new MessagesLogic(from, at, partitions, text, next, Optional.empty(), more);
    }

    MessagesLogic withMore(More next) {
        return new MessagesLogic(from, at, partitions, text, live, open, next);
    }

    MessagesLogic withOpen(Optional<Place> next) {
        return new MessagesLogic(from, at, partitions, text, live, next, more);
    }

    /** Whether the same records are shown, whatever is open beside them. */
    boolean sameList(MessagesLogic other) {
        return other != null && list().equals(other.list());
    }

    private MessagesLogic list() {
        return withOpen(Optional.empty()).withMore(more.withBeside(Optional.empty()));
    }

    /** Every version of a key, the newest first, in the partition where one was found. */
    static MessagesLogic history(byte[] key, int partition) {
        return new MessagesLogic(From.NEWEST, "", Set.of(partition), "", false, Optional.empty(),
                More.NONE.withKey(HexFormat.of().formatHex(key)));
    }

    /** The key as a person reads it, if all of it is text. */
    static String key(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        String text = new String(bytes, StandardCharsets.UTF_8);
        boolean plain = text.indexOf('\uFFFD') < 0 && text.chars().noneMatch(Character::isISOControl);
        return plain ? text : "0x" + hex;
    }

    /** Why it ended. */
    static Phrase end(Slice slice) {
        return Phrase.of("messages.end." + slice.end());
    }

    /** What else is to be known of how it was searched; empty where nothing is. */
    static List<Phrase> notes(Slice slice) {
        List<Phrase> notes = new ArrayList<>();
        if (slice.failed() > 0) {
            notes.add(Phrase.of("messages.failed", Counts.text(slice.failed())));
        }
        if (slice.prunedTo() >= 0) {
            notes.add(Phrase.of("messages.pruned", slice.prunedTo()));
        }
        return notes;
    }

    /** What is to be read at most. */
    static Phrase ahead(Cost cost) {
        return Phrase.of("messages.ahead", Counts.text(cost.records()), Bytes.text(cost.bytes()));
    }

    /** What it cost. */
    static Phrase cost(int shown, Slice slice) {
        return Phrase.of(slice.near() ? "messages.cost.near" : "messages.cost", Counts.text(shown),
                Counts.text(slice.scanned()), Bytes.text(slice.bytes()), Durations.text(slice.elapsedMs()));
    }
}
