package io.odradek.console.zookeeper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** What a znode holds, made readable. Pure. */
final class ZnodeData {

    private static final int MOST_CHARS = 64 << 10;
    private static final int HEX_ROW = 16;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ZnodeData() {
    }

    static Znode.Data of(byte[] bytes) {
        if (bytes == null || bytes.length == 0) {
            return new Znode.Data(0, "EMPTY", "", false);
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return cut(bytes.length, "BINARY", hex(bytes));
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t')) {
            return cut(bytes.length, "BINARY", hex(bytes));
        }
        String laidOut = json(text);
        return laidOut != null ? cut(bytes.length, "JSON", laidOut) : cut(bytes.length, "TEXT", text);
    }

    /** Null when it is no JSON object or array. */
    private static String json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node.isContainerNode() ? JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) : null;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static String hex(byte[] bytes) {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < bytes.length && rows.length() <= MOST_CHARS; row += HEX_ROW) {
            rows.append(HexFormat.ofDelimiter(" ").formatHex(bytes, row, Math.min(bytes.length, row + HEX_ROW)))
                    .append('\n');
        }
        return rows.toString();
    }

    private static Znode.Data cut(int bytes, String form, String text) {
        boolean cut = text.length() > MOST_CHARS;
        return new Znode.Data(bytes, form, cut ? text.substring(0, MOST_CHARS) : text, cut);
    }
}
