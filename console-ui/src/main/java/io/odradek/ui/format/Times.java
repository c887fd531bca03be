package io.odradek.ui.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.OptionalLong;

/** Points in time, always in one form and always with milliseconds. */
public final class Times {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Times() {
    }

    /** Such as "2026-11-21 02:43:46.123". */
    public static String full(long epochMs, ZoneId zone) {
        return epochMs < 0 ? Figure.UNKNOWN : FULL.format(Instant.ofEpochMilli(epochMs).atZone(zone));
    }

    /** Without the day: "02:43:46.123". */
    public static String clock(long epochMs, ZoneId zone) {
        return epochMs < 0 ? Figure.UNKNOWN : CLOCK.format(Instant.ofEpochMilli(epochMs).atZone(zone));
    }

    /**
     * What a person or an address may give: epoch milliseconds, "2026-11-21", "2026-11-21 02:43", with seconds or
     * milliseconds, with T
     * instead of the blank, or an instant with Z. Without a zone of its own it is read in {@code zone}.
     */
    public static OptionalLong parse(String text, ZoneId zone) {
        String plain = text.strip();
        try {
            if (plain.matches("\\d{5,15}")) {
                return OptionalLong.of(Long.parseLong(plain));
            }
            if (plain.endsWith("Z")) {
                return OptionalLong.of(Instant.parse(plain.replace(' ', 'T')).toEpochMilli());
            }
            if (plain.length() == "2026-11-21".length()) {
                return OptionalLong.of(LocalDate.parse(plain).atStartOfDay(zone).toInstant().toEpochMilli());
            }
            return OptionalLong.of(LocalDateTime.parse(plain.replace(' ', 'T')).atZone(zone).toInstant()
                    .toEpochMilli());
        } catch (DateTimeParseException notATime) {
            return OptionalLong.empty();
        }
    }

    /** The zone of this name, or UTC when there is none such. */
    public static ZoneId zone(String id) {
        try {
            return id == null || id.isBlank() ? ZoneId.of("UTC") : ZoneId.of(id);
        } catch (DateTimeException noSuchZone) {
            return ZoneId.of("UTC");
        }
    }
}
