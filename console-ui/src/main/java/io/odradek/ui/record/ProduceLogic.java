package io.odradek.ui.record;

import io.odradek.console.record.NewRecord;
import io.odradek.console.record.NewRecord.NewHeader;
import io.odradek.ui.text.Phrase;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What was typed to produce a record; texts are sent as UTF-8. */
record ProduceLogic(String topic, String partition, boolean keyed, String key, boolean tombstone, String value,
        String headers) {
    Optional<Phrase> mistake() {
        if (!partition.isBlank() && !partition.strip().matches("\\d{1,9}")) {
            return Optional.of(Phrase.of("produce.partition.wrong"));
        }
        return headers.lines().filter(line -> !line.isBlank() && line.indexOf(':') <= 0).findFirst()
                .map(line -> Phrase.of("produce.headers.wrong", line.strip()));
    }

    /** Only without a mistake. */
    NewRecord record() {
        List<NewHeader> list = headers.lines().filter(line -> !line.isBlank()).map(ProduceLogic::header).toList();
        return new NewRecord(topic, partition.isBlank() ? null : Integer.valueOf(partition.strip()), null,
                keyed ? bytes(key) : null, tombstone ? null : bytes(value), list);
    }

    private static NewHeader header(String line) {
        int colon = line.indexOf(':');
        return new NewHeader(line.substring(0, colon).strip(), bytes(line.substring(colon + 1).strip()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
