package io.odradek.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;

/** The icons, as strokes on a 24 x 24 grid in the colour of the text around them. */
public enum Icon {
    /** The star-shaped spool with its thread. */
    SPOOL("M12 2.5l2.2 6.1 6.5.2-5.1 4 1.8 6.2-5.4-3.6L6.6 19l1.8-6.2-5.1-4 6.5-.2zM12 11v10.5M7.5 21.5h9"),
    OVERVIEW("M3.5 12.5h4l2.5-7 4 13 2.5-6h4"),
    BROKERS("M4 4.5h16v6H4zM4 13.5h16v6H4zM7.5 7.5h.01M7.5 16.5h.01M11 7.5h5M11 16.5h5"),
    TOPICS("M4 6h16M4 12h16M4 18h10"),
    GROUPS("M8.5 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c.4-3.6 2.6-5.4 5.5-5.4S13.6 15.4 14 19"
            + "M15.5 10.5a2.6 2.6 0 1 0-.7-5.1M16.5 13.7c2.5.3 4.1 2.1 4.5 5.3"),
    REASSIGN("M4 8.5h14M14.5 5L18 8.5l-3.5 3.5M20 15.5H6M9.5 12L6 15.5l3.5 3.5"),
    STREAMS("M9.5 3.5h5v4h-5zM3.5 16.5h5v4h-5zM15.5 16.5h5v4h-5zM12 7.5v4.5M6 16.5V12h12v4.5"),
    CONTROL("M5 4v7M5 15v5M3 11h4M12 4v3M12 11v9M10 11h4M19 4v10M19 18v2M17 14h4"),
    TRANSACTIONS("M5 8.5h11l-3-3M19 15.5H8l3 3M5 15.5h.01M19 8.5h.01"),
    REPLICATION("M4 4h9v9H4zM11 16v4h9v-9h-4M8.5 6.5v4M6.5 8.5h4"),
    STORAGE("M5 6c0-1.4 3.1-2.5 7-2.5S19 4.6 19 6s-3.1 2.5-7 2.5S5 7.4 5 6zM5 6v12c0 1.4 3.1 2.5 7 2.5"
            + "s7-1.1 7-2.5V6M5 12c0 1.4 3.1 2.5 7 2.5s7-1.1 7-2.5"),
    ZNODES("M4 4.5h6v4H4zM14 10h6v4h-6zM14 16.5h6v4h-6zM7 8.5v10h7M7 12h7"),
    MESSAGES("M4 5h16v11h-9l-4 3.5V16H4zM8 9h8M8 12h5"),
    SEARCH("M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20"),
    PLUS("M12 5v14M5 12h14"),
    TRASH("M5 7h14M10 4.5h4M7 7l.8 12.5h8.4L17 7M10.5 10.5v6M13.5 10.5v6"),
    EDIT("M4.5 19.5l1-4L16 5l3 3L8.5 18.5z"),
    RESET("M5 11a7 7 0 1 1 1.5 5.5M5 5v6h6"),
    PLAY("M7.5 5l11 7-11 7z"),
    STOP("M6.5 6.5h11v11h-11z"),
    BOLT("M13 3L5 13.5h6L10.5 21 19 10.5h-6z"),
    LIVE("M12 10.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4M8 8a5.6 5.6 0 0 0 0 8M16 8a5.6 5.6 0 0 1 0 8"
            + "M5 5a9.8 9.8 0 0 0 0 14M19 5a9.8 9.8 0 0 1 0 14"),
    SEND("M4 12l16-7.5-5.5 15-3-6z"),
    CLOSE("M6 6l12 12M18 6L6 18"),
    KEYS("M3.5 6.5h17v11h-17zM7 10h.01M10.5 10h.01M14 10h.01M17 10h.01M8 14h8"),
    SUN("M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4"
            + "M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4"),
    MOON("M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"),
    SCREEN("M3.5 4.5h17v11h-17zM9 19.5h6M12 15.5v4"),
    WARN("M12 4l9 15.5H3zM12 10v4.5M12 17h.01"),
    LOCK("M6 11h12v8.5H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"),
    UNPLUGGED("M4 4l16 16M9 5.5l3-2 5 5-2 3M15 18.5l-3 2-5-5 2-3"),
    PERSON("M12 4a3.8 3.8 0 1 1 0 7.6A3.8 3.8 0 0 1 12 4M4.5 20c.5-4 3.5-6 7.5-6s7 2 7.5 6"),
    OUT("M10 5H5v14h5M14 8l4 4-4 4M18 12H9.5"),
    AUDIT("M6 3.5h9l3.5 3.5v13.5H6zM9 10h6M9 13.5h6M9 17h4"),
    CLOCK("M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17M12 7.5V12l3 2"),
    BACK("M14.5 5.5L8 12l6.5 6.5"),
    NEXT("M9.5 5.5L16 12l-6.5 6.5"),
    STAR("M12 4l2.3 5.3 5.7.5-4.3 3.8 1.3 5.6-5-3-5 3 1.3-5.6L4 9.8l5.7-.5z"),
    EMPTY("M4 13.5l3-8h10l3 8v5.5H4zM4 13.5h5l1 2.5h4l1-2.5h5");

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /** A new element with this icon; decoration only, it says nothing to a screen reader. */
    public Component make() {
        return new Drawing(markup());
    }

    /** The svg as HTML, for where no element can be made. */
    public String markup() {
        return "<svg viewBox='0 0 24 24'><path d='" + path + "'/></svg>";
    }

    /** A span around the svg, whose namespace only the browser's own parser gets right. */
    @Tag("span")
    private static final class Drawing extends HtmlComponent {
        Drawing(String markup) {
            getElement().setAttribute("class", "icon").setAttribute("aria-hidden", "true");
            getElement().setProperty("innerHTML", markup);
        }
    }
}
