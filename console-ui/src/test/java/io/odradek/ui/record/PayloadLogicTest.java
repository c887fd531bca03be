package io.odradek.ui.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.odradek.console.record.Cell;
import io.odradek.ui.record.PayloadLogic.Form;
import io.odradek.ui.record.PayloadLogic.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PayloadLogicTest {
    @Test
    void jsonIsShownAsATreeFirst() {
        assertThat(PayloadLogic.forms(cell("{\"a\":1}"))).containsExactly(Form.JSON, Form.TEXT, Form.HEX);
        assertThat(PayloadLogic.forms(cell("plain"))).containsExactly(Form.TEXT, Form.HEX);
        assertThat(PayloadLogic.forms(cell("{broken"))).containsExactly(Form.TEXT, Form.HEX);
        assertThat(PayloadLogic.forms(cell("\uFFFD\uFFFD"))).containsExactly(Form.HEX, Form.TEXT);
        assertThat(PayloadLogic.forms(Cell.NULL)).isEmpty();
    }

    @Test
    void numbersKeepEveryDigit() {
        Node root = PayloadLogic.tree(cell("{\"id\":9007199254740993,\"price\":0.10,\"s\":\"x\","
                + "\"n\":null,\"l\":[true]}"))
                .orElseThrow();
        assertThat(root.kind()).isEqualTo("object");
        assertThat(root.children()).extracting(Node::name).containsExactly("id", "price", "s", "n", "l");
        assertThat(root.children()).extracting(Node::value)
                .containsExactly("9007199254740993", "0.10", "\"x\"", "null", "");
        assertThat(root.children().getLast().children()).containsExactly(new Node("0", "true", "boolean", List.of()));
    }

    @Test
    void treesAreBoundedAndSaySo() {
        String many = "[" + "1,".repeat(PayloadLogic.NODE_LIMIT + 10) + "1]";
        List<Node> children = PayloadLogic.tree(cell(many)).orElseThrow().children();
        assertThat(children).hasSize(PayloadLogic.NODE_LIMIT);
        assertThat(children.getLast()).isEqualTo(new Node("", "12", "more", List.of()));
    }

    @Test
    void whatIsLongIsCutAndSaysSo() {
        Cell longText = cell("x".repeat(PayloadLogic.TEXT_LIMIT + 1));
        assertThat(PayloadLogic.text(longText)).hasSize(PayloadLogic.TEXT_LIMIT);
        assertThat(PayloadLogic.cut(longText, Form.TEXT)).isTrue();
        assertThat(PayloadLogic.cut(longText, Form.HEX)).isTrue();
        assertThat(PayloadLogic.hex(longText).lines().count()).isEqualTo(PayloadLogic.HEX_LIMIT / 8);
        assertThat(PayloadLogic.cut(cell("short"), Form.TEXT)).isFalse();
    }

    private static Cell cell(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Cell(bytes, bytes.length, "utf-8", text, false, "");
    }
}
