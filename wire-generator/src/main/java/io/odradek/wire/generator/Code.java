package io.odradek.wire.generator;

/** Java text under construction. Lines which end in an opening brace indent what follows; closing braces end that. */
final class Code {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** Appends one line, formatted only where arguments are given. */
    Code line(String format, Object... arguments) {
        String line = arguments.length == 0 ? format : String.format(format, arguments);
        if (line.startsWith("}")) {
            depth--;
        }
        if (!line.isEmpty()) {
            text.append("    ".repeat(depth)).append(line);
        }
        text.append('\n');
        if (line.endsWith("{")) {
            depth++;
        }
        return this;
    }

    /** Opens {@code if (condition)}; nothing where it always holds. Returns whether {@link #endIf} has to close it. */
    boolean beginIf(String condition) {
        if (condition.equals("true")) {
            return false;
        }
        line("if (%s) {", condition);
        return true;
    }

    void endIf(boolean opened) {
        if (opened) {
            line("}");
        }
    }

    Code doc(String sentence) {
        return line("/** %s */", sentence.replace("*/", "* /").replace("&", "&amp;").replace("<", "&lt;")
            .replace(">", "&gt;").replace("@", "&#64;").replace("\\", "&#92;").replace('\n', ' '));
    }

    @Override
    public String toString() {
        if (depth != 0) {
            throw new IllegalStateException("braces do not match: " + depth);
        }
        return text.toString();
    }
}
