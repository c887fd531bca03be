package io.odradek.ui.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.record.Cell;
import io.odradek.console.record.NewRecord;
import io.odradek.console.record.NewRecord.NewHeader;
import io.odradek.console.record.RecordView;
import io.odradek.ui.text.Phrase;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was typed to produce a record.
 *
 * @param form how the key's and the value's bytes are written
 */
record ProduceLogic(String topic, String partition, boolean keyed, String key, boolean tombstone, String value,
        String headers, Form form) {
    /** Records of one file; more are for a producer of one's own. */
    private static final int LINES = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How bytes are written. */
    enum Form {
        TEXT, HEX, BASE64;

        byte[] bytes(String typed) {
            return switch (this) {
                case TEXT -> typed.getBytes(StandardCharsets.UTF_8);
                case HEX -> HexFormat.of().parseHex(typed.replaceAll("\\s+", ""));
                case BASE64 -> Base64.getDecoder().decode(typed.strip());
            };
        }

        String text(byte[] bytes) {
            return switch (this) {
                case TEXT -> new String(bytes, StandardCharsets.UTF_8);
                case HEX -> HexFormat.of().formatHex(bytes);
                case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            };
        }
    }

    /** A record as it would have to be typed to be sent again, by its key. */
    static ProduceLogic again(RecordView record) {
        boolean text = isText(record.key()) && isText(record.value())
                && record.headers().stream().allMatch(h -> isText(h.value()));
        Form form = text ? Form.TEXT : Form.HEX;
        return new ProduceLogic(record.topic(), "", !record.key().absent(), typed(record.key(), form),
                record.value().absent(), typed(record.value(), form), record.headers().stream()
                .map(h -> h.name() + ": " + typed(h.value(), form)).collect(Collectors.joining("\n")), form);
    }

    private static String typed(Cell cell, Form form) {
        return cell.absent() ? "" : form.text(cell.bytes());
    }

    private static boolean isText(Cell cell) {
        try {
            if (!cell.absent()) {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(cell.bytes()));
            }
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }

    Optional<Phrase> mistake() {
        if (!partition.isBlank() && !partition.strip().matches("\\d{1,9}")) {
            return Optional.of(Phrase.of("produce.partition.wrong"));
        }
        Optional<String> strange = headers.lines().filter(line -> !line.isBlank() && line.indexOf(':') <= 0)
                .findFirst();
        if (strange.isPresent()) {
            return Optional.of(Phrase.of("produce.headers.wrong", strange.get().strip()));
        }
        try {
            record();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Phrase.of("produce.bytes.wrong", String.valueOf(e.getMessage())));
        }
    }

    /** Only without a mistake. */
    NewRecord record() {
        List<NewHeader> list = headers.lines().filter(line -> !line.isBlank()).map(this::header).toList();
        return new NewRecord(topic.strip(), partition.isBlank() ? null : Integer.valueOf(partition.strip()), null,
                keyed ? form.bytes(key) : null, tombstone ? null : form.bytes(value), list);
    }

    private NewHeader header(String line) {
        int colon = line.indexOf(':');
        return new NewHeader(line.substring(0, colon).strip(), form.bytes(line.substring(colon + 1).strip()));
    }

    /**
     * The records of a file: JSON lines as the export writes them (key, value, headers, each as text), else every line
     * a value. Problem-free: a line that is neither is a value.
     */
    static List<NewRecord> lines(String topic, byte[] file) {
        List<NewRecord> records = new ArrayList<>();
        new String(file, StandardCharsets.UTF_8).lines().filter(line -> !line.isEmpty()).limit(LINES)
                .forEach(line -> records.add(line(topic, line)));
        return records;
    }

    private static NewRecord line(String topic, String line) {
        try {
            JsonNode json = line.startsWith("{") ? JSON.readTree(line) : null;
            if (json != null && json.has("key") && json.has("value")) {
                List<NewHeader> headers = new ArrayList<>();
                json.path("headers").forEach(h -> headers.add(new NewHeader(h.path("name").asText(),
                        bytes(h.get("value")))));
                return new NewRecord(topic, null, null, bytes(json.get("key")), bytes(json.get("value")), headers);
            }
        } catch (IOException noJson) {
            return new NewRecord(topic, null, null, null, line.getBytes(StandardCharsets.UTF_8), List.of());
        }
        return new NewRecord(topic, null, null, null, line.getBytes(StandardCharsets.UTF_8), List.of());
    }

    private static byte[] bytes(JsonNode node) {
        return node == null || node.isNull() ? null
                : (node.isTextual() ? node.asText() : node.toString()).getBytes(StandardCharsets.UTF_8);
    }
}
