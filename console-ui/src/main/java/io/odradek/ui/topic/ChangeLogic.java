package io.odradek.ui.topic;

import io.odradek.console.topic.Trim;
import io.odradek.ui.format.Times;
import io.odradek.ui.text.Phrase;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is typed for changes to topics. */
final class ChangeLogic {
    private ChangeLogic() {
    }

    static Optional<Phrase> nameMistake(String name) {
        return name.isEmpty() ? Optional.of(Phrase.of("create.name.missing")) : Optional.empty();
    }

    static Optional<Phrase> countMistake(String count) {
        return count.matches("[1-9]\\d{0,5}") ? Optional.empty() : Optional.of(Phrase.of("create.partitions.wrong"));
    }

    /** Nothing is all, a number up to twelve digits an offset, anything else a time. */
    static Optional<Trim> trim(String before, ZoneId zone) {
        if (before.isEmpty()) {
            return Optional.of(new Trim.All());
        }
        if (before.matches("\\d{1,12}")) {
            return Optional.of(new Trim.Offset(Long.parseLong(before)));
        }
        var time = Times.parse(before, zone);
        return time.isPresent() ? Optional.of(new Trim.Time(time.getAsLong())) : Optional.empty();
    }

    static Optional<Phrase> trimMistake(String before, ZoneId zone) {
        return trim(before, zone).isPresent() ? Optional.empty() : Optional.of(Phrase.of("trim.wrong"));
    }

    /** One key=value; key alone resets it. */
    static Optional<Map<String, String>> setting(String text) {
        if (!text.matches("[a-z.]+(=.*)?")) {
            return Optional.empty();
        }
        int equals = text.indexOf('=');
        Map<String, String> change = new HashMap<>();
        change.put(equals < 0 ? text : text.substring(0, equals), equals < 0 ? null : text.substring(equals + 1));
        return Optional.of(change);
    }

    static Optional<Phrase> settingMistake(String text) {
        return setting(text).isPresent() ? Optional.empty() : Optional.of(Phrase.of("bulk.setting.wrong"));
    }
}
