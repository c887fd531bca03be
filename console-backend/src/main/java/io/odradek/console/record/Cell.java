package io.odradek.console.record;

/**
 * A key or value as shown.
 *
 * @param bytes    the first bytes, at most {@link Limits#cellBytes}; null for null (a tombstone's value)
 * @param size     bytes it really has, -1 for null
 * @param decoder  which decoder made the text; empty for null
 * @param text     the decoded text, possibly cut
 * @param cut      whether bytes and text are less than the whole
 * @param why      why the decoder that was chosen did not take the bytes; empty where it did or none was chosen
 */
public record Cell(byte[] bytes, int size, String decoder, String text, boolean cut, String why) {

    public static final Cell NULL = new Cell(null, -1, "", "", false, "");

    public boolean absent() {
        return size < 0;
    }
}
