package io.odradek.ui.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.odradek.console.record.Cell;
import io.odradek.console.record.RecordView;
import io.odradek.ui.format.Times;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Two records, field by field. */
final class CompareLogic {
    /** Fields of a document that are compared one by one; a larger one is compared line by line. */
    private static final int FIELDS = 2_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private CompareLogic() {
    }

    /** A field of both; null where one does not have it. */
    record Row(String field, String left, String right) {
        boolean same() {
            return Objects.equals(left, right);
        }
    }

    /** All fields, those of the value by their paths where both are JSON, else by lines. */
    static List<Row> rows(RecordView left, RecordView right, ZoneId zone) {
        Map<String, String> one = facts(left, zone);
        Map<String, String> other = facts(right, zone);
        Map<String, String> leftValue = fields(left.value());
        Map<String, String> rightValue = fields(right.value());
        if (leftValue == null || rightValue == null) {
            leftValue = lines(left.value());
            rightValue = lines(right.value());
        }
        one.putAll(leftValue);
        other.putAll(rightValue);
        Set<String> names = new LinkedHashSet<>(one.keySet());
        names.addAll(other.keySet());
        return names.stream().map(name -> new Row(name, one.get(name), other.get(name))).toList();
    }

    private static Map<String, String> facts(RecordView record, ZoneId zone) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("timestamp", Times.full(record.timestampMs(), zone));
        facts.put("key", record.key().absent() ? "null" : record.key().text());
        record.headers().forEach(h -> facts.merge("header " + h.name(), h.value().absent() ? "null"
                : h.value().text(), (a, b) -> a + ", " + b));
        return facts;
    }

    /** Leaves by their path; null where it is no document. */
    private static Map<String, String> fields(Cell cell) {
        if (cell.absent() || !cell.text().startsWith("{") && !cell.text().startsWith("[")) {
            return null;
        }
        try {
            Map<String, String> fields = new LinkedHashMap<>();
            leaves("value", JSON.readTree(cell.text()), fields);
            return fields.size() > FIELDS ? null : fields;
        } catch (JsonProcessingException cut) {
            return null;
        }
    }

    private static void leaves(String path, JsonNode node, Map<String, String> into) {
        if (into.size() > FIELDS) {
            return;
        }
        if (node.isContainerNode() && !node.isEmpty()) {
            node.properties().forEach(field -> leaves(path + "." + field.getKey(), field.getValue(), into));
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                leaves(path + "[" + i + "]", node.get(i), into);
            }
        } else {
            into.put(path, node.toString());
        }
    }

    private static Map<String, String> lines(Cell cell) {
        List<String> all = cell.absent() ? List.of("null") : cell.text().lines().limit(FIELDS).toList();
        Map<String, String> lines = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            lines.put(all.size() == 1 ? "value" : "value, line " + (i + 1), all.get(i));
        }
        return lines;
    }
}
