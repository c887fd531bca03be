package io.odradek.ui.part;

/** The page exists, and is not for whoever asked. */
public final class Denied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Denied(String why) {
        super(why);
    }
}
