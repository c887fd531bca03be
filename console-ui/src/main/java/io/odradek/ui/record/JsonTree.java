package io.odradek.ui.record;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import io.odradek.ui.record.PayloadLogic.Node;
import io.odradek.ui.text.Text;

/** A JSON tree, whose branches the browser itself opens and shuts. */
final class JsonTree extends Div {
    /** Branches open at first; what lies deeper is one click away. */
    private static final int OPEN_DEPTH = 3;

    JsonTree(Node root) {
        addClassName("json");
        getElement().appendChild(element(root, 0));
    }

    private static Element element(Node node, int depth) {
        if (node.kind().equals("more")) {
            return new Element("div").setAttribute("class", "json-more").setText(Text.of("record.more", node.value()));
        }
        if (node.children().isEmpty()) {
            String value = node.kind().equals("object") ? "{}" : node.kind().equals("array") ? "[]" : node.value();
            Element line = new Element("div").setAttribute("class", "json-leaf");
            name(line, node);
            return line.appendChild(span("json-" + node.kind(), value));
        }
        Element details = new Element("details");
        if (depth < OPEN_DEPTH) {
            details.setAttribute("open", true);
        }
        Element summary = new Element("summary");
        name(summary, node);
        summary.appendChild(span("json-size", (node.kind().equals("object") ? "{" : "[") + node.children().size()
                + (node.kind().equals("object") ? "}" : "]")));
        details.appendChild(summary);
        node.children().forEach(child -> details.appendChild(element(child, depth + 1)));
        return details;
    }

    private static void name(Element line, Node node) {
        if (!node.name().isEmpty()) {
            line.appendChild(span("json-name", node.name()), Element.createText(": "));
        }
    }

    private static Element span(String css, String text) {
        return new Element("span").setAttribute("class", css).setText(text);
    }
}
