package io.odradek.console.streams;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A drawing as SVG. Its colours are the page's where it stands in one, and plain ones of its own where it stands alone.
 * Boxes carry {@code data-id}, {@code data-kind} and {@code data-topic}, for the page to add to. Used once.
 */
final class Svg {

    private static final String STYLE = """
            .t-frame{fill:var(--sunken,#f4f2ee);stroke:var(--line,#ddd)}
            .t-frame-label{font-size:11px;fill:var(--ink-3,#777)}
            .t-frame-label{stroke:var(--sunken,#f4f2ee);stroke-width:4;paint-order:stroke}
            .t-box rect,.t-box path{fill:var(--panel,#fff);stroke:var(--line-strong,#bbb)}
            .t-box text{fill:var(--ink,#222);text-anchor:middle}
            .t-box .t-flow{font-size:10.5px;fill:var(--ink-3,#777)}
            .t-box.is-topic rect{fill:var(--accent-wash,#e8eaf8);stroke:var(--accent,#4a5ab0)}
            .t-box.is-internal rect{stroke:var(--accent,#4a5ab0);stroke-dasharray:4 3}
            .t-box.is-store path{fill:var(--warn-wash,#fbf0d9);stroke:var(--warn,#96690f)}
            .t-box.is-source rect,.t-box.is-sink rect{stroke:var(--good,#2d7a4f)}
            .t-arrow{fill:none;stroke:var(--ink-3,#777);stroke-width:1.2}
            .t-head{fill:var(--ink-3,#777)}
            """;
    private static final int ROUND = 7;

    private final StringBuilder out = new StringBuilder();
    private final Graph graph;
    private final Layout.Drawing drawing;
    private final Function<String, String> flow;

    /** @param flow a topic's second line; empty for none */
    Svg(Graph graph, Layout.Drawing drawing, Function<String, String> flow) {
        this.graph = graph;
        this.drawing = drawing;
        this.flow = flow;
    }

    String text() {
        String size = number(drawing.width()) + " " + number(drawing.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(size)
                .append("\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"group\"><style>")
                .append(STYLE.replace("\n", "")).append("</style><defs><marker id=\"t-head\" viewBox=\"0 0 8 8\" ")
                .append("refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">")
                .append("<path class=\"t-head\" d=\"M0 0L8 4L0 8z\"/></marker></defs>");
        drawing.frames().values().forEach(at -> rect(at, "t-frame"));
        drawing.arrows().forEach(this::arrow);
        // Above the arrows, which come in where the name stands.
        drawing.frames().forEach(this::name);
        graph.boxes().values().forEach(box -> box(box, drawing.boxes().get(box.id())));
        return out.append("</svg>").toString();
    }

    private void name(String part, Layout.Place at) {
        out.append("<text class=\"t-frame-label\" x=\"").append(number(at.x() + 12)).append("\" y=\"")
                .append(number(at.y() + 20)).append("\">Sub-topology ").append(escape(part)).append("</text>");
    }

    private void rect(Layout.Place at, String css) {
        out.append("<rect").append(css.isEmpty() ? "" : " class=\"" + css + "\"").append(" rx=\"").append(ROUND)
                .append("\" x=\"").append(number(at.x())).append("\" y=\"").append(number(at.y()))
                .append("\" width=\"").append(number(at.width())).append("\" height=\"").append(number(at.height()))
                .append("\"/>");
    }

    private void arrow(Layout.Path arrow) {
        List<double[]> points = arrow.points();
        out.append("<path class=\"t-arrow\" marker-end=\"url(#t-head)\" d=\"");
        for (int i = 0; i < points.size(); i++) {
            out.append(i == 0 ? 'M' : 'L').append(number(points.get(i)[0])).append(' ')
                    .append(number(points.get(i)[1]));
        }
        out.append("\"/>");
    }

    private void box(Graph.Box box, Layout.Place at) {
        String kind = box.kind().name().toLowerCase(Locale.ROOT);
        boolean topic = box.kind() == Graph.Kind.TOPIC || box.kind() == Graph.Kind.INTERNAL;
        out.append("<g class=\"t-box is-").append(kind).append("\" data-kind=\"").append(kind).append('"');
        if (topic) {
            out.append(" data-topic=\"").append(escape(box.label())).append("\" tabindex=\"0\" role=\"link\"");
        }
        out.append("><title>").append(escape(box.label())).append("</title>");
        if (box.kind() == Graph.Kind.STORE) {
            cylinder(at);
        } else {
            rect(at, "");
        }
        String second = topic ? flow.apply(box.label()) : "";
        double middle = at.y() + at.height() / 2 + (box.kind() == Graph.Kind.STORE ? 7 : 4);
        line(at, second.isEmpty() ? middle : middle - 7, "t-label", cut(box.label()));
        if (!second.isEmpty()) {
            line(at, middle + 8, "t-flow", second);
        }
        out.append("</g>");
    }

    private void line(Layout.Place at, double y, String css, String text) {
        out.append("<text class=\"").append(css).append("\" x=\"").append(number(at.x() + at.width() / 2))
                .append("\" y=\"").append(number(y)).append("\">").append(escape(text)).append("</text>");
    }

    /** A store, as everybody draws one. */
    private void cylinder(Layout.Place at) {
        String left = number(at.x());
        String right = number(at.x() + at.width());
        String top = number(at.y() + 5);
        String bottom = number(at.y() + at.height() - 5);
        String arc = number(at.width() / 2) + " 5 0 0 ";
        out.append("<path d=\"M").append(left).append(' ').append(top).append("A").append(arc).append("1 ")
                .append(right).append(' ').append(top).append("V").append(bottom).append("A").append(arc).append("1 ")
                .append(left).append(' ').append(bottom).append("ZM").append(left).append(' ').append(top).append("A")
                .append(arc).append("0 ").append(right).append(' ').append(top).append("\"/>");
    }

    /** Kafka Streams' names differ at their ends. */
    static String cut(String label) {
        if (label.length() <= Layout.LONGEST) {
            return label;
        }
        int half = (Layout.LONGEST - 1) / 2;
        return label.substring(0, half) + "…" + label.substring(label.length() - half);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
