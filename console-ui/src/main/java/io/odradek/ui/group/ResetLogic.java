package io.odradek.ui.group;

import io.odradek.console.group.Reset;
import io.odradek.ui.format.Times;
import io.odradek.ui.text.Phrase;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** What is typed into the dialog that resets offsets. */
record ResetLogic(To to, String value, String topic, String partitions) {

    /** Where to. */
    enum To {
        EARLIEST, LATEST, OFFSET, TIME, SHIFT, GROUP;

        boolean takesValue() {
            return this != EARLIEST && this != LATEST;
        }
    }

    /** What is wrong with it, if anything. */
    Optional<Phrase> mistake(ZoneId zone) {
        if (!partitions.isBlank() && (topic.isEmpty() || !partitions.matches("\\s*\\d{1,9}(\\s*,\\s*\\d{1,9})*\\s*"))) {
            return Optional.of(Phrase.of(topic.isEmpty() ? "reset.partitions.topic" : "reset.partitions.wrong"));
        }
        return switch (to) {
            case EARLIEST, LATEST -> Optional.empty();
            case OFFSET -> value.matches("\\d{1,18}") ? Optional.empty() : Optional.of(Phrase.of("reset.offset.wrong"));
            case SHIFT -> value.matches("[-+]?\\d{1,18}") ? Optional.empty()
                    : Optional.of(Phrase.of("reset.shift.wrong"));
            case TIME -> Times.parse(value, zone).isPresent() ? Optional.empty()
                    : Optional.of(Phrase.of("messages.time.wrong"));
            case GROUP -> value.isBlank() ? Optional.of(Phrase.of("reset.group.wrong")) : Optional.empty();
        };
    }

    /** Only without a mistake. */
    Reset reset(ZoneId zone) {
        Set<Integer> numbers = new HashSet<>();
        for (String number : partitions.isBlank() ? new String[0] : partitions.split(",")) {
            numbers.add(Integer.parseInt(number.strip()));
        }
        Reset.Target target = switch (to) {
            case EARLIEST -> new Reset.Target.Earliest();
            case LATEST -> new Reset.Target.Latest();
            case OFFSET -> new Reset.Target.Offset(Long.parseLong(value));
            case SHIFT -> new Reset.Target.Shift(Long.parseLong(value.replace("+", "")));
            case TIME -> new Reset.Target.Time(time(zone).orElseThrow());
            case GROUP -> new Reset.Target.Group(value.strip());
        };
        return new Reset(target, topic, numbers);
    }

    private OptionalLong time(ZoneId zone) {
        return Times.parse(value, zone);
    }
}
