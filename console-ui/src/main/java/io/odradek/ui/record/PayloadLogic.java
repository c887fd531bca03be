package io.odradek.ui.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.odradek.console.record.Cell;
import io.odradek.ui.format.HexDump;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A key or value in each form it can be read in. */
final class PayloadLogic {
    /** A browser lays out this much text at once without a hitch; what is longer is cut, and says so. */
    static final int TEXT_LIMIT = 256 * 1024;
    /** 2,048 rows of 8 bytes. */
    static final int HEX_LIMIT = 16 * 1024;
    /** Nodes of a tree; each costs the browser some hundred bytes and the server as much. */
    static final int NODE_LIMIT = 2_000;
    /** Numbers keep every digit: identifiers are often longer than a double is exact. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private PayloadLogic() {
    }

    /** The forms. */
    enum Form {
        TEXT, JSON, HEX
    }

    /**
     * A node of a JSON tree.
     *
     * @param name  of the field, or the index, or empty at the root
     * @param value as written, empty where there are children
     * @param kind  "string", "number", "boolean", "null", "object", "array", or "more" for what was left out
     */
    record Node(String name, String value, String kind, List<Node> children) {
    }

    /** Those that say something, the best first. */
    static List<Form> forms(Cell cell) {
        if (cell.absent()) {
            return List.of();
        }
        return tree(cell).isPresent() ? List.of(Form.JSON, Form.TEXT, Form.HEX)
                : readable(cell) ? List.of(Form.TEXT, Form.HEX) : List.of(Form.HEX, Form.TEXT);
    }

    private static boolean readable(Cell cell) {
        return !cell.decoder().toLowerCase(Locale.ROOT).contains("hex") && cell.text().indexOf('\uFFFD') < 0;
    }

    static String text(Cell cell) {
        return cell.text().length() > TEXT_LIMIT ? cell.text().substring(0, TEXT_LIMIT) : cell.text();
    }

    static String hex(Cell cell) {
        return cell.bytes() == null ? "" : HexDump.text(Arrays.copyOf(cell.bytes(),
                Math.min(cell.bytes().length, HEX_LIMIT)));
    }

    static boolean cut(Cell cell, Form form) {
        int shown = form == Form.HEX ? HEX_LIMIT : TEXT_LIMIT;
        return cell.cut() || (form == Form.HEX ? cell.size() : cell.text().length()) > shown;
    }

    /** The text as a tree, if it is an object or an array in whole. */
    static Optional<Node> tree(Cell cell) {
        String text = cell.text().strip();
        if (cell.cut() || text.length() > TEXT_LIMIT || !text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(node("", JSON.readTree(text), new int[] {NODE_LIMIT}));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Node node(String name, JsonNode json, int[] left) {
        left[0]--;
        if (!json.isContainerNode()) {
            return new Node(name, json.toString(), kind(json), List.of());
        }
        List<Node> children = new ArrayList<>();
        int index = 0;
        for (Map.Entry<String, JsonNode> field : entries(json)) {
            if (left[0] <= 0) {
                children.add(new Node("", String.valueOf(json.size() - index), "more", List.of()));
                break;
            }
            children.add(node(field.getKey(), field.getValue(), left));
            index++;
        }
        return new Node(name, "", json.isObject() ? "object" : "array", children);
    }

    private static List<Map.Entry<String, JsonNode>> entries(JsonNode json) {
        if (json.isObject()) {
            return List.copyOf(json.properties());
        }
        List<Map.Entry<String, JsonNode>> indexed = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            indexed.add(Map.entry(String.valueOf(i), json.get(i)));
        }
        return indexed;
    }

    private static String kind(JsonNode json) {
        return json.isTextual() ? "string" : json.isNumber() ? "number" : json.isBoolean() ? "boolean" : "null";
    }
}
